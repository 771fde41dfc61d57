package io.sessionservice.wire;

import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Since when connections have been in the middle of one request, as far as those who look at them now and then can tell. */
class RequestsBegun {

    /**
     * In the middle of a request at every look since then.
     *
     * @param lastWrite tells one request from the next, for each of them is answered
     */
    private record Begun(long since, long lastWrite) {}

    private final Map<SocketChannel, Begun> begun = new HashMap<>();

    long since(SocketChannel channel, long now, long lastWrite) {
        Begun before = begun.get(channel);
        if (before == null || before.lastWrite() != lastWrite) {
            before = new Begun(now, lastWrite);
            begun.put(channel, before);
        }
        return before.since();
    }

    void remove(SocketChannel channel) {
        begun.remove(channel);
    }

    void retain(Set<SocketChannel> channels) {
        begun.keySet().retainAll(channels);
    }
}

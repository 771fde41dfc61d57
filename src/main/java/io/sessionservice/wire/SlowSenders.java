package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Ends connections on which a request is too long in coming, for Tomcat's own timeouts begin anew with each byte; and when
 * connections crowd, so many as it takes for others to be let in, the longest awaited first. Looks at all connections now and then,
 * so that requests pay nothing for it.
 */
class SlowSenders extends NioEndpoint {

    private static final Log log = LogFactory.getLog(SlowSenders.class);

    private static final String BODY = "{\"errors\":[\"Request took too long\"]}";
    private static final byte[] ANSWER =
            ("HTTP/1.1 408 \r\nContent-Type: application/json\r\nCache-Control: no-store\r\n" + "Content-Length: "
                            + BODY.length() + "\r\nConnection: close\r\n\r\n" + BODY)
                    .getBytes(US_ASCII);

    /**
     * A connection that has been in the middle of a request at every look since then.
     *
     * @param lastWrite tells one request from the next, for each of them is answered
     */
    private record Begun(long since, long lastWrite) {}

    private final Map<SocketChannel, Begun> begun = new HashMap<>();
    private final Set<SocketChannel> ended = new HashSet<>();
    private long timeoutNanos = Duration.ofSeconds(15).toNanos();
    private final Crowd crowd = new Crowd();

    void setTimeout(Duration timeout) {
        timeoutNanos = timeout.toNanos();
    }

    /** Whether some will have to go soon, for which to look more often. */
    boolean isCrowded() {
        return crowd.isNear(open(), getMaxConnections());
    }

    private int open() {
        return connections.size() - ended.size();
    }

    /** Called by one thread at a time. */
    void endThem(long now) {
        begun.keySet().retainAll(connections.keySet());
        ended.retainAll(connections.keySet());
        List<Waiting> waiting = new ArrayList<>();
        connections.forEach((channel, connection) -> {
            try {
                if (!ended.contains(channel)) {
                    look(channel, connection, now, waiting);
                }
            } catch (RuntimeException e) {
                // thrown on, it would be the last look of all
                log.debug("Connection that is ending anyway", e);
            }
        });
        List<Waiting> late = waiting.stream().filter(one -> isLate(one, now)).toList();
        late.forEach(this::end);
        waiting.removeAll(late);
        crowd.whoGoes(waiting, open(), getMaxConnections(), now).forEach(this::end);
    }

    private void look(
            SocketChannel channel, SocketWrapperBase<NioChannel> connection, long now, List<Waiting> waiting) {
        NioSocketWrapper socket = (NioSocketWrapper) connection;
        if (!connection.getLock().tryLock()) {
            long since = since(channel, now, socket.getLastWrite());
            // it has asked to be told of input, which it does while it waits for some
            if (socket.interestOpsHas(SelectionKey.OP_READ)) {
                waiting.add(new Waiting(channel, connection, Waiting.Kind.REST_OF_BODY, since));
            }
            return;
        }
        try {
            // between two events it has one only with a part of a head
            if (connection.getCurrentProcessor() instanceof AbstractProcessor processor) {
                long start = processor.getRequest().getStartTimeNanos();
                long since = start < 0 ? since(channel, now, socket.getLastWrite()) : start;
                waiting.add(new Waiting(channel, connection, Waiting.Kind.REST_OF_HEAD, since));
                return;
            }
            begun.remove(channel);
            long since = TimeUnit.MILLISECONDS.toNanos(socket.getLastWrite());
            // Tomcat keeps no other word of it; where both timeouts are made equal, those that have asked before go no
            // later
            boolean first = connection.getReadTimeout() == getConnectionTimeout();
            waiting.add(new Waiting(
                    channel, connection, first ? Waiting.Kind.FIRST_REQUEST : Waiting.Kind.NEXT_REQUEST, since));
        } finally {
            connection.getLock().unlock();
        }
    }

    private long since(SocketChannel channel, long now, long lastWrite) {
        Begun before = begun.get(channel);
        if (before == null || before.lastWrite() != lastWrite) {
            before = new Begun(now, lastWrite);
            begun.put(channel, before);
        }
        return before.since();
    }

    /** Bodies are limited where they are read: here are those that are not, and what is around and after them. */
    private boolean isLate(Waiting one, long now) {
        return switch (one.kind()) {
            case REST_OF_HEAD -> now - one.since() > timeoutNanos;
            case REST_OF_BODY -> now - one.since() > 2 * timeoutNanos;
            case FIRST_REQUEST, NEXT_REQUEST -> false;
        };
    }

    private void end(Waiting one) {
        try {
            if (one.kind() == Waiting.Kind.REST_OF_BODY) {
                // not closed: that is for the thread which serves it, and finds its input at an end now
                one.channel().shutdownInput();
                ended.add(one.channel());
            } else if (one.connection().getLock().tryLock()) {
                close(one);
            }
        } catch (IOException | RuntimeException e) {
            log.debug("Connection that is ending anyway", e);
        }
    }

    /** Unless something has come meanwhile. */
    private void close(Waiting one) throws IOException {
        try {
            boolean hasBegun = one.connection().getCurrentProcessor() instanceof AbstractProcessor;
            if (hasBegun != (one.kind() == Waiting.Kind.REST_OF_HEAD)) {
                return;
            }
            if (hasBegun && !isSSLEnabled()) {
                one.channel().write(ByteBuffer.wrap(ANSWER));
            }
            one.connection().close();
        } finally {
            one.connection().getLock().unlock();
        }
    }
}

package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.coyote.AbstractProcessor;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Ends connections on which a request is too long in coming. Tomcat's own timeouts begin anew with each byte. Looks at all
 * connections now and then, so that requests pay nothing for it.
 */
class SlowSenders extends NioEndpoint {

    private static final Log log = LogFactory.getLog(SlowSenders.class);

    private static final String BODY = "{\"errors\":[\"Request took too long\"]}";
    private static final byte[] ANSWER =
            ("HTTP/1.1 408 \r\nContent-Type: application/json\r\nCache-Control: no-store\r\n" + "Content-Length: "
                            + BODY.length() + "\r\nConnection: close\r\n\r\n" + BODY)
                    .getBytes(US_ASCII);

    /**
     * A connection that is being served, and has been at every look since then.
     *
     * @param lastWrite tells one request from the next, for each of them is answered
     */
    private record Served(long since, long lastWrite) {}

    private final Map<SocketChannel, Served> served = new HashMap<>();
    private long timeoutNanos = Duration.ofSeconds(15).toNanos();

    void setTimeout(Duration timeout) {
        timeoutNanos = timeout.toNanos();
    }

    /** Called by one thread at a time. */
    void endThem(long now) {
        served.keySet().retainAll(connections.keySet());
        connections.forEach((channel, connection) -> {
            try {
                endIfSlow(channel, connection, now);
            } catch (IOException | RuntimeException e) {
                log.debug("Connection that is ending anyway", e);
            }
        });
    }

    private void endIfSlow(SocketChannel channel, SocketWrapperBase<NioChannel> connection, long now)
            throws IOException {
        if (!connection.getLock().tryLock()) {
            endIfServedTooLong(channel, connection, now);
            return;
        }
        try {
            served.remove(channel);
            // between two events it has one only with a part of a head
            if (connection.getCurrentProcessor() instanceof AbstractProcessor processor) {
                long begin = processor.getRequest().getStartTimeNanos();
                if (begin >= 0 && now - begin > timeoutNanos) {
                    answer(channel);
                    connection.close();
                }
            }
        } finally {
            connection.getLock().unlock();
        }
    }

    private void answer(SocketChannel channel) throws IOException {
        if (!isSSLEnabled()) {
            channel.write(ByteBuffer.wrap(ANSWER));
        }
    }

    /** Bodies are limited where they are read; this is for those that are not, and for what is around and after them. */
    private void endIfServedTooLong(SocketChannel channel, SocketWrapperBase<NioChannel> connection, long now)
            throws IOException {
        long lastWrite = ((NioSocketWrapper) connection).getLastWrite();
        Served before = served.get(channel);
        if (before == null || before.lastWrite() != lastWrite) {
            served.put(channel, new Served(now, lastWrite));
        } else if (now - before.since() > 2 * timeoutNanos) {
            // not closed: that is for the thread which serves it, and finds its input at an end now
            channel.shutdownInput();
        }
    }
}

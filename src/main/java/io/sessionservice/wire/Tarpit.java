package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;

/**
 * Connections whose requests were given up in a crowd: what they send is thrown away, and they have their 408 and their end when their
 * time would have been over. Told at once, whoever holds connections would come again at once. Of each a socket is held, and nothing of
 * Tomcat's.
 */
class Tarpit {

    private static final Log log = LogFactory.getLog(Tarpit.class);

    private static final String BODY = "{\"errors\":[\"Request took too long\"]}";
    private static final byte[] ANSWER =
            ("HTTP/1.1 408 \r\nContent-Type: application/json\r\nCache-Control: no-store\r\n" + "Content-Length: "
                            + BODY.length() + "\r\nConnection: close\r\n\r\n" + BODY)
                    .getBytes(US_ASCII);

    private static final long READ_EVERY = Duration.ofSeconds(1).toNanos();
    private static final int SCRAP = 8192;

    private record Stuck(SocketChannel channel, long since) {}

    private final Deque<Stuck> oldestFirst = new ArrayDeque<>();
    private final ByteBuffer scrap = ByteBuffer.allocate(SCRAP);
    private long lastRead = System.nanoTime();
    private long lastLook = lastRead;

    /** The answer to a request that takes too long. */
    static void answer(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(ANSWER));
    }

    /** @param most that may be in; of more, those that have been the longest are let go */
    synchronized void add(SocketChannel channel, int most) {
        oldestFirst.add(new Stuck(channel, System.nanoTime()));
        while (oldestFirst.size() > most) {
            letGo(oldestFirst.remove());
        }
    }

    /**
     * Lets go of those that have been in for so long, and now and then of those whose clients have gone. Of many that came together only
     * as many at a time as twice the evenly spread ones would be: they are not to come again together.
     */
    synchronized void letGo(long now, long nanos) {
        long atOnce = 1 + 2 * oldestFirst.size() * (now - lastLook) / nanos;
        lastLook = now;
        for (long i = 0; i < atOnce && isOver(now, nanos); i++) {
            letGo(oldestFirst.remove());
        }
        if (now - lastRead >= READ_EVERY) {
            lastRead = now;
            oldestFirst.removeIf(this::hasGone);
        }
    }

    private boolean isOver(long now, long nanos) {
        return !oldestFirst.isEmpty() && now - oldestFirst.element().since() >= nanos;
    }

    synchronized void letAllGo() {
        oldestFirst.forEach(this::letGo);
        oldestFirst.clear();
    }

    synchronized int size() {
        return oldestFirst.size();
    }

    /** Of one whose input we have ended ourselves, its client's end cannot be seen. */
    private boolean hasGone(Stuck stuck) {
        try {
            if (stuck.channel().socket().isInputShutdown() || read(stuck) >= 0) {
                return false;
            }
        } catch (IOException e) {
            log.debug("Connection that is ending anyway", e);
        }
        close(stuck);
        return true;
    }

    private int read(Stuck stuck) throws IOException {
        return stuck.channel().read(scrap.clear());
    }

    private void letGo(Stuck stuck) {
        try {
            // closed with something unread it would be reset, and the answer might be lost (RFC 9112, section 9.6)
            read(stuck);
            answer(stuck.channel());
        } catch (IOException e) {
            log.debug("Connection that is ending anyway", e);
        }
        close(stuck);
    }

    private static void close(Stuck stuck) {
        try {
            stuck.channel().close();
        } catch (IOException e) {
            log.debug("Connection that is ending anyway", e);
        }
    }
}

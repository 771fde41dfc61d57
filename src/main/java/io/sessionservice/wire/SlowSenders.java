package io.sessionservice.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections on which a request is too long in coming, for Tomcat's own timeouts begin anew with each byte; and when
 * connections crowd, so many as it takes for others to be let in, the longest awaited first. Looks at all connections now and then,
 * so that requests pay nothing for it.
 */
class SlowSenders extends NioEndpoint {

    private static final Log log = LogFactory.getLog(SlowSenders.class);

    /** Of those that may be open: so that many who hold connections are quiet while few of theirs are open. */
    private static final int IN_THE_TARPIT = 2;

    private static final SocketChannel CLOSED = closed();

    /**
     * A connection that has been in the middle of a request at every look since then.
     *
     * @param lastWrite tells one request from the next, for each of them is answered
     */
    private record Begun(long since, long lastWrite) {}

    private final Map<SocketChannel, Begun> begun = new HashMap<>();
    private final Tarpit tarpit = new Tarpit();
    private long timeoutNanos = Duration.ofSeconds(15).toNanos();
    private final Crowd crowd = new Crowd();

    void setTimeout(Duration timeout) {
        timeoutNanos = timeout.toNanos();
    }

    /** Whether some will have to go soon, for which to look more often. */
    boolean isCrowded() {
        return crowd.isNear(connections.size(), getMaxConnections());
    }

    private static SocketChannel closed() {
        try (SocketChannel channel = SocketChannel.open()) {
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called by one thread at a time. */
    void endThem(long now) {
        begun.keySet().retainAll(connections.keySet());
        List<Waiting> waiting = new ArrayList<>();
        connections.forEach((channel, connection) -> {
            try {
                look(channel, connection, now, waiting);
            } catch (RuntimeException e) {
                // thrown on, it would be the last look of all
                log.debug("Connection that is ending anyway", e);
            }
        });
        List<Waiting> late = waiting.stream().filter(one -> isLate(one, now)).toList();
        late.forEach(this::end);
        waiting.removeAll(late);
        crowd.whoGoes(waiting, connections.size(), getMaxConnections(), now).forEach(this::giveUp);
        tarpit.letGo(now, timeoutNanos);
    }

    void closeAll() {
        tarpit.letAllGo();
    }

    private void look(
            SocketChannel channel, SocketWrapperBase<NioChannel> connection, long now, List<Waiting> waiting) {
        NioSocketWrapper socket = (NioSocketWrapper) connection;
        if (!connection.getLock().tryLock()) {
            long since = since(channel, now, socket.getLastWrite());
            if (waitsForItsBody(socket)) {
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

    /** Somebody serves it, and has asked to be told of input, as is done while waiting for some. */
    private static boolean waitsForItsBody(SocketWrapperBase<NioChannel> connection) {
        return connection.getLock().isLocked() && ((NioSocketWrapper) connection).interestOpsHas(SelectionKey.OP_READ);
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

    /** In a crowd: halves of requests find themselves in the tarpit, idle connections closed. */
    private void giveUp(Waiting one) {
        if (!one.kind().isHalf() || isSSLEnabled()) {
            end(one);
            return;
        }
        try {
            if (one.kind() == Waiting.Kind.REST_OF_BODY) {
                if (!waitsForItsBody(one.connection())) {
                    return;
                }
                takeSocket(one);
                // tells the thread that serves it, which finds a closed socket
                one.channel().shutdownInput();
            } else {
                underItsLock(one, () -> {
                    takeSocket(one);
                    one.connection().close();
                });
            }
        } catch (IOException | RuntimeException e) {
            log.debug("Connection that is ending anyway", e);
        }
    }

    /** Leaves a closed socket in its place: Tomcat's connection ends as ever, and lets go of all else. */
    private void takeSocket(Waiting one) throws IOException {
        NioSocketWrapper connection = (NioSocketWrapper) one.connection();
        connections.remove(one.channel());
        connection.getSocket().reset(CLOSED, connection);
        if (one.kind() == Waiting.Kind.REST_OF_HEAD) {
            forget(one.channel().keyFor(connection.getPoller().getSelector()));
        }
        tarpit.add(one.channel(), Math.max(0, IN_THE_TARPIT * getMaxConnections()));
    }

    private static void forget(@Nullable SelectionKey key) {
        if (key != null) {
            key.attach(null);
            key.cancel();
        }
    }

    private void end(Waiting one) {
        try {
            if (one.kind() == Waiting.Kind.REST_OF_BODY) {
                // not closed: that is for the thread which serves it, and finds its input at an end now
                one.channel().shutdownInput();
            } else {
                underItsLock(one, () -> {
                    if (one.kind() == Waiting.Kind.REST_OF_HEAD && !isSSLEnabled()) {
                        Tarpit.answer(one.channel());
                    }
                    one.connection().close();
                });
            }
        } catch (IOException | RuntimeException e) {
            log.debug("Connection that is ending anyway", e);
        }
    }

    private interface Ending {
        void end() throws IOException;
    }

    /** Unless something has come meanwhile. */
    private void underItsLock(Waiting one, Ending ending) throws IOException {
        if (!one.connection().getLock().tryLock()) {
            return;
        }
        try {
            boolean hasBegun = one.connection().getCurrentProcessor() instanceof AbstractProcessor;
            if (hasBegun == (one.kind() == Waiting.Kind.REST_OF_HEAD)) {
                ending.end();
            }
        } finally {
            one.connection().getLock().unlock();
        }
    }
}

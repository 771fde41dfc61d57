package io.sessionservice.wire;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private final RequestsBegun begun = new RequestsBegun();
    private final Tarpit tarpit = new Tarpit();
    private final Endings endings = new Endings(this, connections, tarpit);
    private long timeoutNanos = Duration.ofSeconds(15).toNanos();
    private final Crowd crowd = new Crowd();

    void setTimeout(Duration timeout) {
        timeoutNanos = timeout.toNanos();
    }

    /** Whether some will have to go soon, for which to look more often. */
    boolean isCrowded() {
        return crowd.isNear(connections.size(), getMaxConnections());
    }

    /** Called by one thread at a time. */
    void endThem(long now) {
        begun.retain(connections.keySet());
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
        late.forEach(endings::end);
        waiting.removeAll(late);
        crowd.whoGoes(waiting, connections.size(), getMaxConnections(), now).forEach(endings::giveUp);
        tarpit.letGo(now, timeoutNanos);
    }

    void closeAll() {
        tarpit.letAllGo();
    }

    private void look(
            SocketChannel channel, SocketWrapperBase<NioChannel> connection, long now, List<Waiting> waiting) {
        NioSocketWrapper socket = (NioSocketWrapper) connection;
        if (!connection.getLock().tryLock()) {
            long since = begun.since(channel, now, socket.getLastWrite());
            if (Endings.waitsForItsBody(socket)) {
                waiting.add(new Waiting(channel, connection, Waiting.Kind.REST_OF_BODY, since));
            }
            return;
        }
        try {
            // between two events it has one only with a part of a head
            if (connection.getCurrentProcessor() instanceof AbstractProcessor processor) {
                long start = processor.getRequest().getStartTimeNanos();
                long since = start < 0 ? begun.since(channel, now, socket.getLastWrite()) : start;
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

    /** Bodies are limited where they are read: here are those that are not, and what is around and after them. */
    private boolean isLate(Waiting one, long now) {
        return switch (one.kind()) {
            case REST_OF_HEAD -> now - one.since() > timeoutNanos;
            case REST_OF_BODY -> now - one.since() > 2 * timeoutNanos;
            case FIRST_REQUEST, NEXT_REQUEST -> false;
        };
    }
}

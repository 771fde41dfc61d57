package io.sessionservice.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.apache.coyote.AbstractProcessor;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** How connections that wait for their clients are ended: those that are late at once, those that have to go in a crowd by the tarpit. */
class Endings {

    private static final Log log = LogFactory.getLog(Endings.class);

    /** Of those that may be open: so that many who hold connections are quiet while few of theirs are open. */
    private static final int IN_THE_TARPIT = 2;

    private static final SocketChannel CLOSED = closed();

    private final NioEndpoint endpoint;
    private final Map<SocketChannel, SocketWrapperBase<NioChannel>> connections;
    private final Tarpit tarpit;

    Endings(NioEndpoint endpoint, Map<SocketChannel, SocketWrapperBase<NioChannel>> connections, Tarpit tarpit) {
        this.endpoint = endpoint;
        this.connections = connections;
        this.tarpit = tarpit;
    }

    private static SocketChannel closed() {
        try (SocketChannel channel = SocketChannel.open()) {
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody serves it, and has asked to be told of input, as is done while waiting for some. */
    static boolean waitsForItsBody(SocketWrapperBase<NioChannel> connection) {
        return connection.getLock().isLocked() && ((NioSocketWrapper) connection).interestOpsHas(SelectionKey.OP_READ);
    }

    /** In a crowd: halves of requests find themselves in the tarpit, idle connections closed. */
    void giveUp(Waiting one) {
        if (!one.kind().isHalf() || endpoint.isSSLEnabled()) {
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
        tarpit.add(one.channel(), Math.max(0, IN_THE_TARPIT * endpoint.getMaxConnections()));
    }

    private static void forget(@Nullable SelectionKey key) {
        if (key != null) {
            key.attach(null);
            key.cancel();
        }
    }

    void end(Waiting one) {
        try {
            if (one.kind() == Waiting.Kind.REST_OF_BODY) {
                // not closed: that is for the thread which serves it, and finds its input at an end now
                one.channel().shutdownInput();
            } else {
                underItsLock(one, () -> {
                    if (one.kind() == Waiting.Kind.REST_OF_HEAD && !endpoint.isSSLEnabled()) {
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

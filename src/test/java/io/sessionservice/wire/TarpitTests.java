package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TarpitTests {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Tarpit tarpit = new Tarpit();
    private final List<SocketChannel> all = new ArrayList<>();
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void closeAll() throws IOException {
        for (SocketChannel channel : all) {
            channel.close();
        }
        server.close();
    }

    private record Pair(SocketChannel client, SocketChannel ours) {}

    private Pair connect() throws IOException {
        SocketChannel client = SocketChannel.open(server.getLocalAddress());
        SocketChannel ours = server.accept();
        ours.configureBlocking(false);
        all.addAll(List.of(client, ours));
        return new Pair(client, ours);
    }

    @Test
    void answersWhenTheirTimeIsOver() throws IOException {
        Pair pair = connect();
        tarpit.add(pair.ours(), 10);

        tarpit.letGo(System.nanoTime(), MINUTE);
        assertThat(pair.ours().isOpen()).isTrue();

        pair.client().write(ByteBuffer.wrap(new byte[] {1}));
        tarpit.letGo(System.nanoTime() + MINUTE, MINUTE);
        assertThat(pair.ours().isOpen()).isFalse();
        assertThat(new String(Channels.newInputStream(pair.client()).readAllBytes(), US_ASCII))
                .startsWith("HTTP/1.1 408 ")
                .endsWith("{\"errors\":[\"Request took too long\"]}");
        assertThat(tarpit.size()).isZero();
    }

    @Test
    void letsGoOfFewAtATime() throws IOException {
        for (int i = 0; i < 20; i++) {
            tarpit.add(connect().ours(), 20);
        }
        long now = System.nanoTime();
        tarpit.letGo(now + MINUTE * 8 / 10, MINUTE);
        assertThat(tarpit.size()).isEqualTo(20);

        tarpit.letGo(now + MINUTE, MINUTE);
        assertThat(tarpit.size()).isEqualTo(11);

        tarpit.letAllGo();
        assertThat(tarpit.size()).isZero();
    }

    @Test
    void keepsNoMoreThanItMay() throws IOException {
        Pair first = connect();
        Pair second = connect();
        tarpit.add(first.ours(), 1);
        tarpit.add(second.ours(), 1);

        assertThat(first.ours().isOpen()).isFalse();
        assertThat(second.ours().isOpen()).isTrue();
    }

    @Test
    void keepsNoneWhereNoneMayStay() throws IOException {
        Pair pair = connect();
        tarpit.add(pair.ours(), 0);

        assertThat(pair.ours().isOpen()).isFalse();
    }

    @Test
    void letsGoOfThoseThatTheirClientsHaveClosed() throws IOException {
        Pair gone = connect();
        Pair sending = connect();
        Pair ended = connect();
        ended.ours().shutdownInput();
        List.of(gone, sending, ended).forEach(pair -> tarpit.add(pair.ours(), 10));
        gone.client().write(ByteBuffer.wrap(new byte[] {1}));
        gone.client().close();
        sending.client().write(ByteBuffer.wrap(new byte[] {1}));

        Await.until(() -> {
            tarpit.letGo(System.nanoTime(), Long.MAX_VALUE);
            return !gone.ours().isOpen();
        });
        assertThat(sending.ours().isOpen()).isTrue();
        assertThat(ended.ours().isOpen()).isTrue();
        assertThat(tarpit.size()).isEqualTo(2);
    }
}

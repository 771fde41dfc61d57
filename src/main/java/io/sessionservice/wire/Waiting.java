package io.sessionservice.wire;

import java.nio.channels.SocketChannel;
import java.util.Comparator;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * A connection whose client we wait for.
 *
 * @param since as {@link System#nanoTime} for halves of requests; others are compared among themselves alone
 */
record Waiting(SocketChannel channel, SocketWrapperBase<NioChannel> connection, Kind kind, long since) {

    /** What for, in the order in which connections are given up when there are too many. */
    enum Kind {
        REST_OF_HEAD,
        REST_OF_BODY,
        FIRST_REQUEST,
        NEXT_REQUEST;

        boolean isHalf() {
            return this == REST_OF_HEAD || this == REST_OF_BODY;
        }

        /** Halves of requests are all the same to us. */
        private int rank() {
            return Math.max(ordinal(), REST_OF_BODY.ordinal());
        }
    }

    /** Those that have begun a request before those that have not, those that have never sent one next; of each the longest. */
    static Comparator<Waiting> firstToGo(long now) {
        return Comparator.<Waiting>comparingInt(waiting -> waiting.kind.rank())
                .thenComparing(Comparator.<Waiting>comparingLong(waiting -> now - waiting.since)
                        .reversed());
    }
}

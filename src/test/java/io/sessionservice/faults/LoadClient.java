package io.sessionservice.faults;

import java.io.IOException;

/** One client that keeps its connection, takes a new one when that has gone, sends each request once and notes each answer. */
final class LoadClient implements AutoCloseable {

    private final int port;
    private final Tally tally;
    private Connection connection;

    LoadClient(int port, Tally tally) {
        this.port = port;
        this.tally = tally;
    }

    Answer send(byte[] request) {
        long start = System.nanoTime();
        Answer answer = exchange(request);
        tally.note(port, answer, start, System.nanoTime());
        return answer;
    }

    private Answer exchange(byte[] request) {
        try {
            if (connection == null || !connection.isUsable()) {
                close();
                connection = new Connection(port);
            }
            return connection.send(request);
        } catch (IOException e) {
            close();
            return Answer.none(e);
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}

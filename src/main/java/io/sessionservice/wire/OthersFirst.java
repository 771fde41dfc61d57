package io.sessionservice.wire;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Lets other requests run after each answer, before Tomcat looks whether the next request of its connection has come. Under load it
 * often has by then, and is served at once: the connection goes neither back to the poller nor to another thread.
 */
class OthersFirst implements Adapter {

    private final Adapter adapter;

    OthersFirst(Adapter adapter) {
        this.adapter = adapter;
    }

    /** Returns when the answer has been sent and this thread has waited its turn once, behind those ready to run. */
    @Override
    public void service(Request request, Response response) throws Exception {
        adapter.service(request, response);
        Thread.yield();
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return adapter.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
        return adapter.asyncDispatch(request, response, status);
    }

    @Override
    public void log(Request request, Response response, long time) {
        adapter.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        adapter.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return adapter.getDomain();
    }
}

package io.sessionservice.wire;

import java.util.ArrayList;
import java.util.List;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Spring MVC's calls of controllers, with {@link SessionAnswers} asked before all other ways to answer. */
class WireHandlerAdapter extends RequestMappingHandlerAdapter {

    @Override
    public void afterPropertiesSet() {
        super.afterPropertiesSet();
        List<HandlerMethodReturnValueHandler> handlers = getReturnValueHandlers();
        if (handlers != null) {
            List<HandlerMethodReturnValueHandler> all = new ArrayList<>();
            all.add(new SessionAnswers(handlers));
            all.addAll(handlers);
            setReturnValueHandlers(all);
        }
    }
}

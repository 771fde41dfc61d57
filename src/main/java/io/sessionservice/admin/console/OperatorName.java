package io.sessionservice.admin.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Tells each page who looks at it. */
class OperatorName implements HandlerInterceptor {

    static final String NAME = "operator";

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        // what is in a redirection's model would become its query
        if (page != null && !(page.getView() instanceof RedirectView)) {
            page.addObject(NAME, request.getRemoteUser());
        }
    }
}

package io.sessionservice.wire;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads the body, however slowly it comes, and admits the request then. */
class AdmittingResolver implements HandlerMethodArgumentResolver {

    private final HandlerMethodArgumentResolver reader;
    private final Admission admission;

    AdmittingResolver(HandlerMethodArgumentResolver reader, Admission admission) {
        this.reader = reader;
        this.admission = admission;
    }

    /** Whether one of these is what admits requests to this. */
    static boolean admits(HandlerMethod handler) {
        for (MethodParameter parameter : handler.getMethodParameters()) {
            Class<?> type = parameter.getParameterType();
            if (type == WireParameters.class || type == OAuth2Request.class) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return reader.supportsParameter(parameter);
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory)
            throws Exception {
        Object read = reader.resolveArgument(parameter, container, request, binderFactory);
        admission.enter((HttpServletRequest) request.getNativeRequest(), saidApplication(read));
        return read;
    }

    private static @Nullable String saidApplication(@Nullable Object read) {
        if (read instanceof WireParameters parameters) {
            return parameters.find(ParameterNames.APPLICATION_ID);
        }
        return read instanceof OAuth2Request asked
                ? asked.credentials().authKey().value()
                : null;
    }
}

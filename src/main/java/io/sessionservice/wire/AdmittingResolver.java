package io.sessionservice.wire;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads the body, however slowly it comes, and admits the request then. */
class AdmittingResolver implements HandlerMethodArgumentResolver {

    private final WireParametersResolver reader;
    private final Admission admission;

    AdmittingResolver(WireParametersResolver reader, Admission admission) {
        this.reader = reader;
        this.admission = admission;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return reader.supportsParameter(parameter);
    }

    @Override
    public WireParameters resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        WireParameters parameters = reader.resolveArgument(parameter, container, request, binderFactory);
        admission.enter(
                (HttpServletRequest) request.getNativeRequest(), parameters.find(ParameterNames.APPLICATION_ID));
        return parameters;
    }
}

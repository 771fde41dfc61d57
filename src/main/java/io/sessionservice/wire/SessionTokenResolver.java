package io.sessionservice.wire;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.session.SessionToken;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Finds the token of a request. Two that differ are refused, for whichever was meant, the other one is somebody's mistake. */
@Component
class SessionTokenResolver implements HandlerMethodArgumentResolver {

    private static final String BEARER = "Bearer ";

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == SessionToken.class;
    }

    @Override
    public SessionToken resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        Set<String> tokens = new TreeSet<>();
        collect(request, WireHeaders.QB_TOKEN, "", tokens);
        collect(request, WireHeaders.CB_TOKEN, "", tokens);
        collect(request, HttpHeaders.AUTHORIZATION, BEARER, tokens);
        if (tokens.isEmpty()) {
            throw new RequestRefusedException(RefusalReason.TOKEN_MISSING);
        }
        if (tokens.size() > 1) {
            throw new RequestRefusedException(RefusalReason.TOKEN_AMBIGUOUS);
        }
        return SessionToken.parse(tokens.iterator().next())
                .orElseThrow(() -> new RequestRefusedException(RefusalReason.SESSION_NOT_FOUND));
    }

    private static void collect(NativeWebRequest request, String header, String scheme, Set<String> tokens) {
        String[] values = request.getHeaderValues(header);
        if (values == null) {
            return;
        }
        for (String value : values) {
            if (value.regionMatches(true, 0, scheme, 0, scheme.length())) {
                String token = value.substring(scheme.length()).strip();
                if (!token.isEmpty()) {
                    tokens.add(token);
                }
            }
        }
    }
}

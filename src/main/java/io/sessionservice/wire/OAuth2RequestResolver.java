package io.sessionservice.wire;

import io.sessionservice.application.ApplicationCredentials;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads a request of OAuth 2.0: credentials from the header, the token from a form, and nothing from the query string. */
@Component
class OAuth2RequestResolver implements HandlerMethodArgumentResolver {

    private final BodyReader bodies;
    private final FormFormat form;

    OAuth2RequestResolver(BodyReader bodies, FormFormat form) {
        this.bodies = bodies;
        this.form = form;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == OAuth2Request.class;
    }

    @Override
    public OAuth2Request resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory) {
        HttpServletRequest request = (HttpServletRequest) webRequest.getNativeRequest();
        ApplicationCredentials credentials = BasicCredentials.require(request);
        ParameterReader reader = new ParameterReader(parameters(request));
        String token = reader.requireText("token");
        reader.refuseIfInvalid();
        return new OAuth2Request(credentials, token);
    }

    private WireParameters parameters(HttpServletRequest request) {
        MediaType mediaType = mediaType(request);
        if (!form.reads(mediaType)) {
            throw new RequestRefusedException(RefusalReason.MEDIA_TYPE_UNSUPPORTED);
        }
        return new WireParameters(form.read(bodies.read(request), mediaType));
    }

    private static MediaType mediaType(HttpServletRequest request) {
        String contentType = request.getContentType();
        try {
            return contentType == null ? MediaType.APPLICATION_OCTET_STREAM : MediaType.parseMediaType(contentType);
        } catch (InvalidMediaTypeException e) {
            throw new RequestRefusedException(RefusalReason.MEDIA_TYPE_UNSUPPORTED);
        }
    }
}

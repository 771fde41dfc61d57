package io.sessionservice.wire;

import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.signature.SignedParameter;
import java.util.List;
import org.springframework.http.MediaType;

/** One way to write parameters into a body. */
interface BodyFormat {

    boolean reads(MediaType mediaType);

    /**
     * The parameters in the order of the body, decoded.
     *
     * @throws RequestRefusedException when the body is not what its media type says
     */
    List<SignedParameter> read(byte[] body, MediaType mediaType);
}

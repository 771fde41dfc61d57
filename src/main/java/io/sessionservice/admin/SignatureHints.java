package io.sessionservice.admin;

import io.sessionservice.signature.SigningMistake;

/** What to tell an integrator about each mistake. */
final class SignatureHints {

    private SignatureHints() {}

    static String of(SigningMistake mistake) {
        return switch (mistake) {
            case UNSORTED -> "The parameters were signed in the order in which they are sent: sort them by name first.";
            case URL_ENCODED ->
                "The values were signed URL-encoded: sign them as they are, and encode them only for sending.";
            case SIGNATURE_INCLUDED -> "The signature parameter itself was signed: leave it out of the signature base.";
            case BRACKETS_LEFT_OUT ->
                "The user[...] parameters are sent but were not signed: every parameter except the signature is signed.";
            case ANOTHER_NONCE -> "Another nonce was signed than the one sent: draw it once, and use it for both.";
            case ANOTHER_TIMESTAMP ->
                "Another timestamp was signed than the one sent: read the clock once, in seconds, and use it for both.";
            case KEY_AND_SECRET_SWAPPED ->
                "The auth key and the auth secret are swapped: the key is sent, the secret keys the HMAC.";
            case SECRET_WITH_WHITE_SPACE ->
                "The secret was used with white space around it, or without some of its own.";
            case OTHER_SPELLING ->
                "The documented parameter names were signed, and the SDKs' names sent: sign the names that are sent.";
        };
    }
}

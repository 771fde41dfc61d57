package io.sessionservice.wire;

/** Where an answer carries the session. */
enum Envelope {
    /** Bare and under {@code session}: right for every client. */
    BOTH,
    /** Bare only, as documented. */
    BARE,
    /** Under {@code session} only, as the vendor's servers answer the SDKs. */
    SESSION
}

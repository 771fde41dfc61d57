-- Who did what: acts of operators, failed logins, revoked tokens. Holds names and numbers only; there is no column that a
-- secret could get into.
CREATE TABLE audit_events (
    id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    occurred_at    timestamptz NOT NULL,
    type           text        NOT NULL, -- in the vocabulary of OWASP's logging cheat sheet
    actor          text        NOT NULL,
    source_address text,
    application_id bigint,
    user_id        bigint,
    session_id     bigint,
    detail         text,
    -- alike events that were counted instead of written one by one
    occurrences    bigint      NOT NULL,
    CONSTRAINT pk_audit_events PRIMARY KEY (id),
    CONSTRAINT ck_audit_events_occurrences CHECK (occurrences > 0)
);

CREATE INDEX ix_audit_events_occurred_at ON audit_events (occurred_at);

-- Who else may say who a user of an application is. Settings of one kind are empty in rows of the other.
CREATE TABLE identity_providers (
    application_id      bigint      NOT NULL,
    name                text        NOT NULL,
    kind                text        NOT NULL,
    -- OIDC
    issuer              text,
    jwks_uri            text,
    audience            text,
    algorithms          text,
    -- HTTP; headers and parameters are JSON objects
    url                 text,
    method              text,
    headers             text,
    parameters          text,
    secret_header       text,
    -- sealed (AES-GCM, "keyId:base64"), never in clear
    secret_header_value text,
    -- where an answer names the user
    subject_field       text        NOT NULL,
    email_field         text,
    full_name_field     text,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    CONSTRAINT pk_identity_providers PRIMARY KEY (application_id, name),
    CONSTRAINT fk_identity_providers_application FOREIGN KEY (application_id) REFERENCES applications (id),
    CONSTRAINT ck_identity_providers_kind CHECK (
        (kind = 'OIDC' AND issuer IS NOT NULL AND audience IS NOT NULL AND algorithms IS NOT NULL AND url IS NULL)
        OR (kind = 'HTTP' AND url IS NOT NULL AND method IS NOT NULL AND issuer IS NULL)),
    CONSTRAINT ck_identity_providers_secret CHECK ((secret_header IS NULL) = (secret_header_value IS NULL))
);

-- Users that such a provider vouches for: they need neither a password nor a login nor an e-mail address.
ALTER TABLE users
    ADD COLUMN identity_provider text,
    ADD COLUMN identity_subject  text,
    ALTER COLUMN password DROP NOT NULL,
    DROP CONSTRAINT ck_users_login_or_email,
    ADD CONSTRAINT ck_users_identity CHECK ((identity_provider IS NULL) = (identity_subject IS NULL)),
    ADD CONSTRAINT ck_users_login_or_email CHECK (
        identity_subject IS NOT NULL OR (password IS NOT NULL AND (login IS NOT NULL OR email IS NOT NULL)));

-- of concurrent first logins one makes the user
CREATE UNIQUE INDEX uq_users_identity ON users (application_id, identity_provider, identity_subject)
    WHERE identity_provider IS NOT NULL;

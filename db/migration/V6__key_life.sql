-- When a secret last verified a signature, written at most once a minute: an operator sees when the last client has moved
-- to a new one.
ALTER TABLE applications
    ADD COLUMN auth_secret_last_used_at          timestamptz,
    ADD COLUMN previous_auth_secret_last_used_at timestamptz;

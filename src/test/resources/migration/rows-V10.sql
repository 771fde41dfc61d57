INSERT INTO sessions (token_digest, application_id, application_generation, nonce, request_timestamp,
                      created_at, updated_at, last_used_at, purge_after)
VALUES (sha256('swept at version 10'), 92, 0, 10, 1473075233, now(), now(), now(), now() + interval '3 hours');

INSERT INTO sessions (token_digest, application_id, application_generation, user_id, user_generation, nonce, request_timestamp,
                      created_at, updated_at, last_used_at, purge_after)
VALUES (sha256('of a user at version 8'), 92, 0, 302, 0, 8, 1473075233, now(), now(), now(), now() + interval '3 hours');

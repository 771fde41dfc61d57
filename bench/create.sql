\set nonce random(1, 9000000000000000000)
\set part random(1, 9000000000000000000)
WITH claimed AS (
  INSERT INTO nonces VALUES ((:ts / 600 % 16)::smallint, 92, :ts, :nonce) ON CONFLICT DO NOTHING RETURNING nonce)
INSERT INTO sessions (token_digest, application_id, application_generation, nonce, request_timestamp, created_at, updated_at, last_used_at, purge_after)
SELECT sha256(int8send(nonce) || int8send(:part)), 92, 0, nonce, :ts, now(), now(), now(), now() FROM claimed RETURNING id;

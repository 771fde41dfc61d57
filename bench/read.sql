\set i :first + random(0, :tokens - 1)
SELECT s.id, s.application_id, s.user_id, s.nonce, s.request_timestamp, s.created_at, s.updated_at, s.last_used_at
FROM sessions s WHERE s.token_digest = sha256(convert_to(lpad(to_hex(:i::bigint), 40, '0'), 'UTF8'));

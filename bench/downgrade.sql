\set i :first + random(0, :tokens - 1)
UPDATE sessions SET user_id = NULL, user_generation = NULL, updated_at = now(), last_used_at = now()
WHERE token_digest = sha256(convert_to(lpad(to_hex(:i::bigint), 40, '0'), 'UTF8')) RETURNING id;

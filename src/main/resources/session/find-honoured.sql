-- arrays stand in sub-selects, so that PostgreSQL plans this once and not for each (docs/adr/0080)
-- suspension and "revoke all" hold from the next statement on: a session lives while its application, and its user if it has
-- one, are active and of the generation that it was given
SELECT asked.place, s.id, s.application_id, s.user_id, s.nonce, s.request_timestamp,
       s.created_at, s.updated_at, s.last_used_at
FROM unnest((SELECT CAST(? AS bytea[]))) WITH ORDINALITY AS asked (token_digest, place)
JOIN sessions s ON s.token_digest = asked.token_digest
JOIN applications a ON a.id = s.application_id
LEFT JOIN users u ON u.id = s.user_id
WHERE a.status = 'ACTIVE' AND a.session_generation = s.application_generation
  AND (s.user_id IS NULL OR (u.status = 'ACTIVE' AND u.session_generation = s.user_generation))

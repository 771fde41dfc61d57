-- arrays stand in sub-selects, so that PostgreSQL plans this once and not for each (docs/adr/0080)
-- an application that is not as it was when it proved itself gets no row; it is looked up row by row, as a join would read
-- the whole table. One that is gets a row for each token, with a session only if that is its own
SELECT asked.place, s.id, s.application_id, s.user_id, s.nonce, s.request_timestamp,
       s.created_at, s.updated_at, s.last_used_at,
       coalesce(s.user_id IS NULL OR (u.status = 'ACTIVE' AND u.session_generation = s.user_generation), false) AS honoured
FROM unnest((SELECT CAST(? AS bytea[])), (SELECT CAST(? AS bigint[])), (SELECT CAST(? AS bigint[])))
     WITH ORDINALITY AS asked (token_digest, application_id, application_version, place)
CROSS JOIN LATERAL (
  SELECT a.id, a.session_generation FROM applications a
  WHERE a.id = asked.application_id AND a.version = asked.application_version AND a.status = 'ACTIVE'
  OFFSET 0
) AS caller
LEFT JOIN sessions s ON s.token_digest = asked.token_digest
  AND s.application_id = caller.id AND s.application_generation = caller.session_generation
LEFT JOIN users u ON u.id = s.user_id

-- arrays stand in sub-selects, so that PostgreSQL plans this once and not for each (docs/adr/0080)
-- rows are locked in the order of their ids, so that two batches cannot wait for each other
-- points in time come as microseconds, which cost nothing to write and to read
WITH due AS (
  SELECT s.id, asked.place, timestamptz 'epoch' + asked.changed_micros * interval '1 microsecond' AS changed_at,
         timestamptz 'epoch' + asked.purge_micros * interval '1 microsecond' AS purge_after
  FROM unnest((SELECT CAST(? AS bytea[])), (SELECT CAST(? AS bigint[])),
              (SELECT CAST(? AS bigint[])), (SELECT CAST(? AS bigint[])),
              (SELECT CAST(? AS bigint[])))
       WITH ORDINALITY AS asked (token_digest, used_micros, created_micros, changed_micros, purge_micros,
                                  place)
  JOIN sessions s ON s.token_digest = asked.token_digest
  JOIN applications a ON a.id = s.application_id
  JOIN users u ON u.id = s.user_id
  WHERE s.last_used_at > timestamptz 'epoch' + asked.used_micros * interval '1 microsecond'
    AND s.created_at > timestamptz 'epoch' + asked.created_micros * interval '1 microsecond'
    AND a.status = 'ACTIVE' AND a.session_generation = s.application_generation
    AND u.status = 'ACTIVE' AND u.session_generation = s.user_generation
  ORDER BY s.id
  FOR UPDATE OF s
)
UPDATE sessions s
SET user_id = NULL, user_generation = NULL, updated_at = due.changed_at, last_used_at = due.changed_at,
    purge_after = due.purge_after
FROM due
WHERE s.id = due.id
RETURNING due.place, s.id, s.application_id, s.user_id, s.nonce, s.request_timestamp,
          s.created_at, s.updated_at, s.last_used_at

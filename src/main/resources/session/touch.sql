-- arrays stand in sub-selects, so that PostgreSQL plans this once and not for each (docs/adr/0080)
-- a row that somebody is changing is being used: it need not be waited for
-- points in time come as microseconds, which cost nothing to write and to read
WITH due AS (
  SELECT s.id, timestamptz 'epoch' + asked.used_micros * interval '1 microsecond' AS used_at,
         timestamptz 'epoch' + asked.purge_micros * interval '1 microsecond' AS purge_after
  FROM unnest((SELECT CAST(? AS bigint[])), (SELECT CAST(? AS bigint[])), (SELECT CAST(? AS bigint[])),
              (SELECT CAST(? AS bigint[]))) AS asked (id, due_micros, used_micros, purge_micros)
  JOIN sessions s ON s.id = asked.id
  WHERE s.last_used_at <= timestamptz 'epoch' + asked.due_micros * interval '1 microsecond'
  ORDER BY s.id
  FOR UPDATE OF s SKIP LOCKED
)
UPDATE sessions s
SET last_used_at = due.used_at, purge_after = due.purge_after
FROM due
WHERE s.id = due.id
RETURNING s.id

-- arrays stand in sub-selects, so that PostgreSQL plans this once and not for each (docs/adr/0080)
-- a nonce is burnt exactly when a session exists. An application that is not as it was when the request was authenticated has
-- no generation to give; it is looked up row by row, as a join would read the whole table
-- points in time come as microseconds, which cost nothing to write and to read
WITH asked AS (
  SELECT slot, application_id, request_timestamp, nonce, token_digest,
         timestamptz 'epoch' + opened_micros * interval '1 microsecond' AS opened_at,
         timestamptz 'epoch' + purge_micros * interval '1 microsecond' AS purge_after, (
      SELECT a.session_generation FROM applications a
      WHERE a.id = asked.application_id AND a.version = asked.application_version AND a.status = 'ACTIVE'
    ) AS session_generation
  FROM unnest((SELECT CAST(? AS smallint[])), (SELECT CAST(? AS bigint[])), (SELECT CAST(? AS bigint[])),
              (SELECT CAST(? AS bigint[])), (SELECT CAST(? AS bigint[])), (SELECT CAST(? AS bytea[])),
              (SELECT CAST(? AS bigint[])), (SELECT CAST(? AS bigint[])))
       AS asked (slot, application_id, application_version, request_timestamp, nonce, token_digest,
                 opened_micros, purge_micros)
), claimed AS (
  INSERT INTO nonces (slot, application_id, request_timestamp, nonce)
  SELECT slot, application_id, request_timestamp, nonce FROM asked
  WHERE session_generation IS NOT NULL
  ORDER BY application_id, request_timestamp, nonce
  ON CONFLICT DO NOTHING
  RETURNING application_id, request_timestamp, nonce
)
INSERT INTO sessions (token_digest, application_id, application_generation, nonce, request_timestamp,
                      created_at, updated_at, last_used_at, purge_after)
SELECT token_digest, application_id, session_generation, nonce, request_timestamp,
       opened_at, opened_at, opened_at, purge_after
FROM claimed JOIN asked USING (application_id, request_timestamp, nonce)
RETURNING id, application_id, request_timestamp, nonce

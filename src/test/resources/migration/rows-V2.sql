INSERT INTO nonces (slot, application_id, request_timestamp, nonce)
SELECT ts / 600 % 16, 92, ts, n
FROM generate_series(1473075000, 1473085000, 600) AS ts, unnest(ARRAY [-9223372036854775808, 0, 9223372036854775807]) AS n;

-- The replay guard. A row says that (application, timestamp, nonce) has been used.
--
-- Rows live in a ring of sixteen slots of ten minutes each, by the request's timestamp. A slot whose timestamps have all left
-- the window is emptied with TRUNCATE: no DELETE, no dead tuples, no vacuum debt, and the index shrinks with the table.
-- The slot follows from the timestamp and so takes nothing from the key; the check keeps replicas of different versions
-- from disagreeing about it, which would let one nonce in twice.
CREATE TABLE nonces (
    slot              smallint NOT NULL,
    application_id    bigint   NOT NULL,
    request_timestamp bigint   NOT NULL, -- Unix seconds
    nonce             bigint   NOT NULL,
    CONSTRAINT pk_nonces PRIMARY KEY (slot, application_id, request_timestamp, nonce),
    CONSTRAINT ck_nonces_slot CHECK (slot = request_timestamp / 600 % 16)
) PARTITION BY LIST (slot);

DO $$
BEGIN
    FOR slot IN 0..15 LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF nonces FOR VALUES IN (%s)', 'nonces_' || lpad(slot::text, 2, '0'), slot);
    END LOOP;
END
$$;

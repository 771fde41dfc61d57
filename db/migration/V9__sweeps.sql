-- How far housekeeping has come through a table that it reads from end to end, a part at a time. One row, written once a round.
CREATE TABLE sweeps (
    name           text        NOT NULL,
    next_page      bigint      NOT NULL,
    began_at       timestamptz NOT NULL,
    -- when the last sweep began that came to the end: what was dead then is gone
    last_began_at  timestamptz NOT NULL,
    CONSTRAINT pk_sweeps PRIMARY KEY (name)
);

INSERT INTO sweeps VALUES ('sessions', 0, now(), now());

-- Chores that one replica does at a time.
CREATE TABLE leases (
    name       text        NOT NULL,
    holder     text        NOT NULL,
    held_until timestamptz NOT NULL,
    CONSTRAINT pk_leases PRIMARY KEY (name)
);

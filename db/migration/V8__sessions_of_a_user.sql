-- A user's sessions are read in the order of their ids. Neither column changes with use, so sliding stays a HOT update;
-- application sessions are in no such index, so opening one costs what it did.
CREATE INDEX ix_sessions_user_id_id ON sessions (user_id, id) WHERE user_id IS NOT NULL;
DROP INDEX ix_sessions_user_id;

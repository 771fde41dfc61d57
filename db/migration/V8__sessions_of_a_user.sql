-- A user's sessions are read in the order of their ids. Neither column changes with use, so sliding stays a HOT update;
-- application sessions are in no such index, so opening one costs what it did.
-- Built beside the requests of the release before. One that was killed while it was built is there and not valid: it goes first.
DROP INDEX CONCURRENTLY IF EXISTS ix_sessions_user_id_id;
CREATE INDEX CONCURRENTLY ix_sessions_user_id_id ON sessions (user_id, id) WHERE user_id IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS ix_sessions_user_id;

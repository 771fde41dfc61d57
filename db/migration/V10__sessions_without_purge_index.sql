-- Dead sessions are found by a sweep through the table. With no index on what slides, every extension is a HOT update, and
-- opening a session maintains one index less. The release before still purges, by reading the table, while it is replaced.
DROP INDEX CONCURRENTLY IF EXISTS ix_sessions_purge_after;

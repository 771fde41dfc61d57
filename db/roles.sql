-- Two roles: sessions_owner migrates and owns the tables, sessions only reads and writes them. Run once, by a superuser, in
-- the service's database and before its first migration:
--
--   psql -d sessions -v owner_password=… -v service_password=… -f db/roles.sql
CREATE ROLE sessions_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE sessions LOGIN PASSWORD :'service_password';

GRANT CREATE, USAGE ON SCHEMA public TO sessions_owner;
GRANT USAGE ON SCHEMA public TO sessions;

-- what later migrations create, too. TRUNCATE: the replay guard forgets whole partitions at a time
ALTER DEFAULT PRIVILEGES FOR ROLE sessions_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON TABLES TO sessions;
ALTER DEFAULT PRIVILEGES FOR ROLE sessions_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO sessions;

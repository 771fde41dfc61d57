INSERT INTO leases (name, holder, held_until) VALUES ('purge-sessions', 'a replica', now());

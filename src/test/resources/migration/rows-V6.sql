INSERT INTO applications (id, name, auth_key, auth_secret, algorithms, status, auth_secret_last_used_at, created_at, updated_at)
VALUES (94, 'in use', 'key-94', 'k2:CCCC', 'SHA1', 'ACTIVE', now(), now(), now());

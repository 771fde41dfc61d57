INSERT INTO applications (id, name, auth_key, auth_secret, previous_auth_secret, previous_auth_secret_expires_at, algorithms, status, created_at, updated_at)
VALUES (92, 'plain', 'key-92', 'k1:AAAA', NULL, NULL, 'SHA1,SHA256', 'ACTIVE', now(), now()),
       (93, 'rotated', 'key-93', 'k2:BBBB', 'k1:AAAA', now() + interval '1 hour', 'SHA256', 'SUSPENDED', now(), now());
INSERT INTO users (id, application_id, login, email, password, full_name, status, created_at, updated_at)
VALUES (302, 92, 'demo', 'demo@example.com', '{bcrypt}$2a$10$x', 'Demo', 'ACTIVE', now(), now()),
       (303, 92, NULL, 'mail@example.com', '{bcrypt}$2a$10$x', NULL, 'SUSPENDED', now(), now()),
       (304, 93, 'demo', NULL, '{bcrypt}$2a$10$x', NULL, 'ACTIVE', now(), now());

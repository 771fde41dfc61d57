INSERT INTO audit_events (occurred_at, type, actor, source_address, application_id, user_id, session_id, detail, occurrences)
VALUES (now(), 'authz_admin', 'admin', '192.0.2.1', 92, NULL, NULL, 'application suspended', 1),
       (now(), 'authn_login_fail', 'user', NULL, 92, 302, NULL, NULL, 17);

INSERT INTO identity_providers (application_id, name, kind, issuer, jwks_uri, audience, algorithms, subject_field, created_at, updated_at)
SELECT min(id), 'company', 'OIDC', 'https://id.example.com', NULL, 'chat', 'RS256', 'sub', now(), now() FROM applications;

INSERT INTO identity_providers (application_id, name, kind, url, method, headers, parameters, secret_header, secret_header_value,
                                subject_field, email_field, created_at, updated_at)
SELECT min(id), 'legacy', 'HTTP', 'https://id.example.com/verify', 'POST', '{}', '{"token":"#{token}"}', 'X-Api-Key', 'k2:DDDD',
       'user.id', 'user.email', now(), now() FROM applications;

INSERT INTO users (application_id, status, identity_provider, identity_subject, created_at, updated_at)
SELECT min(id), 'ACTIVE', 'company', 'subject-1', now(), now() FROM applications;

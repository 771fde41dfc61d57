<?php
// Opens, reads, upgrades and downgrades a session with PHP 8 and nothing else.

$env = fn (string $name, string $otherwise): string => getenv($name) ?: $otherwise;
$baseUrl = $env('BASE_URL', 'http://localhost:8080');

$call = function (string $method, string $path, ?string $token = null, array $parameters = []) use ($baseUrl): array {
    $headers = ['Content-Type: application/x-www-form-urlencoded'];
    if ($token !== null) {
        $headers[] = "QB-Token: $token";
    }
    $body = @file_get_contents($baseUrl . $path, false, stream_context_create(['http' => [
        'method' => $method,
        'header' => $headers,
        'content' => http_build_query($parameters),
        'ignore_errors' => true,
    ]]));
    $status = (int) (explode(' ', $http_response_header[0] ?? '')[1] ?? 0);
    if ($body === false || $status < 200 || $status > 299) {
        fwrite(STDERR, "$status $body\n");
        exit(1);
    }
    return json_decode($body, true, 512, JSON_THROW_ON_ERROR);
};

$signed = function (array $parameters) use ($env): array {
    $pairs = array_map(fn ($name, $value) => "$name=$value", array_keys($parameters), $parameters);
    sort($pairs, SORT_STRING);
    $signature = hash_hmac('sha256', implode('&', $pairs), $env('AUTH_SECRET', 'demo-auth-secret'));
    return $parameters + ['signature' => $signature];
};

$session = $call('POST', '/session.json', null, $signed([
    'application_id' => $env('APPLICATION_ID', '92'),
    'auth_key' => $env('AUTH_KEY', 'WzRAY9vrGmb6FfP'),
    'nonce' => random_int(0, 2 ** 31 - 1),
    'timestamp' => time(),
]));
$token = $session['token'];
echo "opened session {$session['id']} of application {$session['application_id']}\n";
echo "its user is {$call('GET', '/session.json', $token)['user_id']}\n";

$call('POST', '/login.json', $token, [
    'login' => $env('USER_LOGIN', 'demo'),
    'password' => $env('USER_PASSWORD', 'demo-password'),
]);
echo "logged in as user {$call('GET', '/session.json', $token)['user_id']}\n";

$call('DELETE', '/session.json', $token);
echo "downgraded, its user is {$call('GET', '/session.json', $token)['user_id']}\n";

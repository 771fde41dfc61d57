#!/usr/bin/env bash
# Opens, reads and ends a session at a running service, as a client does: signed POST, GET, DELETE. Needs curl and openssl.
#
#   docker/sign.sh http://localhost:8080 APPLICATION_ID AUTH_KEY AUTH_SECRET
set -euo pipefail
url=$1 id=$2 key=$3 secret=$4
nonce=$((RANDOM * 32768 + RANDOM))
base="application_id=$id&auth_key=$key&nonce=$nonce&timestamp=$(date +%s)"
signature=$(printf %s "$base" | openssl dgst -sha1 -hmac "$secret" | sed 's/.* //')

answer() { # expected status, then curl's arguments; leaves the body in $body
  local expected=$1 status
  shift
  body=$(curl -sS --max-time 20 -w '\n%{http_code}' "$@")
  status=${body##*$'\n'} body=${body%$'\n'*}
  [ "$status" = "$expected" ] || { echo "expected $expected, got $status: $body" >&2; exit 1; }
}

answer 201 -d "$base&signature=$signature" "$url/session.json"
token=$(grep -o '"token":"[^"]*"' <<<"$body" | head -n 1 | cut -d '"' -f 4)
echo "POST   201 $(sed 's/"token":"[^"]*"/"token":"…"/g' <<<"$body")"
answer 422 -d "$base&signature=$signature" "$url/session.json"
echo "POST   422 $body (the same again)"
answer 200 -H "QB-Token: $token" "$url/session.json"
echo "GET    200"
answer 200 -X DELETE -H "QB-Token: $token" "$url/session.json"
echo "DELETE 200"

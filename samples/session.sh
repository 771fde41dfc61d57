#!/usr/bin/env bash
# Opens, reads, upgrades and downgrades a session with curl and openssl.
set -euo pipefail

base=${BASE_URL:-http://localhost:8080}
secret=${AUTH_SECRET:-demo-auth-secret}

# value of a field of a JSON answer; the first one, as the session is in there twice
field() { sed -E "s/.*\"$1\":\"?([^\",}]*).*/\1/" <<<"${2%%,\"session\":*}"; }
call() { curl -sS --fail-with-body "$@"; }

parameters=(
  "application_id=${APPLICATION_ID:-92}"
  "auth_key=${AUTH_KEY:-WzRAY9vrGmb6FfP}"
  "nonce=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')"
  "timestamp=$(date +%s)"
)
# sorted by bytes and joined with &
base_string=$(printf '%s\n' "${parameters[@]}" | LC_ALL=C sort | paste -sd '&')
signature=$(printf %s "$base_string" | openssl dgst -sha256 -hmac "$secret" | sed 's/.* //')

form=()
for parameter in "${parameters[@]}" "signature=$signature"; do form+=(--data-urlencode "$parameter"); done
session=$(call "$base/session.json" "${form[@]}")
token=$(field token "$session")
echo "opened session $(field id "$session") of application $(field application_id "$session")"

session=$(call "$base/session.json" -H "QB-Token: $token")
echo "its user is $(field user_id "$session")"

call "$base/login.json" -H "QB-Token: $token" -o /dev/null \
  --data-urlencode "login=${USER_LOGIN:-demo}" --data-urlencode "password=${USER_PASSWORD:-demo-password}"
session=$(call "$base/session.json" -H "QB-Token: $token")
echo "logged in as user $(field user_id "$session")"

call -X DELETE "$base/session.json" -H "QB-Token: $token" -o /dev/null
session=$(call "$base/session.json" -H "QB-Token: $token")
echo "downgraded, its user is $(field user_id "$session")"

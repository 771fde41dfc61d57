#!/usr/bin/env bash
# Starts the demo run on a free port with a database of its own, and drives it with the JavaScript SDK.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
port=$(node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
management=$(node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')

DEMO_DATA="$work/data" SERVER_PORT=$port MANAGEMENT_SERVER_PORT=$management SESSIONS_SHUTDOWN_LINGER=0s \
  setsid ./mvnw -B -q spring-boot:test-run >"$work/service.log" 2>&1 &
service=$!
stop() {
  kill -TERM -- -"$service" 2>/dev/null || true
  wait "$service" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

for _ in $(seq 180); do
  if curl -fsS -o /dev/null "http://localhost:$port/readyz" 2>/dev/null; then break; fi
  kill -0 "$service" 2>/dev/null || break
  sleep 1
done
curl -fsS -o /dev/null "http://localhost:$port/readyz" || { cat "$work/service.log"; exit 1; }

# the requests that the demo run offers to paste: opened, read, downgraded
grep -E '^(TOKEN=|curl )' "$work/service.log" >"$work/pasted.sh"
pasted=$(bash "$work/pasted.sh" 2>&1)
[ "$(grep -c '^HTTP/1.1 200' <<<"$pasted")" = 2 ] && grep -q '"user_id":302' <<<"$pasted" || { echo "$pasted"; exit 1; }

cd e2e/sdk
npm ci --no-audit --no-fund
BASE_URL="http://localhost:$port" npm test

#!/usr/bin/env bash
# Starts the demo run on free ports with a database of its own, and runs each sample against it. A sample whose runtime is missing
# is reported as skipped, and fails the run where REQUIRE_ALL=1.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
service=
stop() {
  if [ -n "$service" ]; then
    kill -TERM -- -"$service" 2>/dev/null || true
    wait "$service" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap stop EXIT

if [ -z "${BASE_URL:-}" ]; then
  SERVER_PORT=0 MANAGEMENT_SERVER_PORT=0 DEMO_DATA="$work/data" SESSIONS_SHUTDOWN_LINGER=0s \
    setsid ./mvnw -B -q spring-boot:test-run >"$work/service.log" 2>&1 &
  service=$!
  for _ in $(seq 180); do
    # the public port is named first
    port=$(grep -oE 'Tomcat started on port [0-9]+' "$work/service.log" | head -1 | grep -oE '[0-9]+' || true)
    if [ -n "$port" ] && curl -fsS -o /dev/null "http://localhost:$port/readyz" 2>/dev/null; then break; fi
    kill -0 "$service" 2>/dev/null || break
    sleep 1
  done
  curl -fsS -o /dev/null "http://localhost:$port/readyz" || { cat "$work/service.log"; exit 1; }
  export BASE_URL="http://localhost:$port"
fi

failed=0
sample() {
  local runtime=$1
  if ! command -v "$runtime" >/dev/null; then
    echo "SKIPPED  $2: no $runtime here"
    [ "${REQUIRE_ALL:-0}" = 0 ] || failed=1
    return
  fi
  local out
  if out=$("$@" 2>&1) && grep -qx 'its user is 0' <<<"$out" && grep -qxE 'logged in as user [1-9][0-9]*' <<<"$out" \
    && grep -qx 'downgraded, its user is 0' <<<"$out"; then
    echo "ran      $2"
  else
    printf 'FAILED   %s\n%s\n' "$2" "$out"
    failed=1
  fi
}

sample bash samples/session.sh
sample java samples/Session.java
sample node samples/session.mjs
sample python3 samples/session.py
sample php samples/session.php
exit "$failed"

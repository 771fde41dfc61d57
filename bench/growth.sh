#!/usr/bin/env bash
# Measures what a request costs as sessions and applications grow: "growth.sh prepare" makes a database for each cell in the
# directory DATA, "growth.sh measure" runs the routes on each, "growth.sh" does both in a directory of its own.
# CELLS are sessions:applications; the first is what the others are held against. PROCESSES is how many services each cell gets: one is
# compiled better than another, by a fifth, whatever it serves.
set -euo pipefail
cd "$(dirname "$0")/.."
CELLS=${CELLS:-100000:1 100000:100 100000:10000 1000000:1 1000000:10000 10000000:1 10000000:10000}
SECONDS_EACH=${SECONDS_EACH:-4} RUNS=${RUNS:-3} PROCESSES=${PROCESSES:-1} ROUTES=${ROUTES:-POST GET DELETE}
# all of the largest cells
export SHARED_BUFFERS=${SHARED_BUFFERS:-8GB}
. bench/lib.sh
port=${PORT:-$(shuf -i 25000-28999 -n 1)} app="$work/app/session-service.jar"
start_postgres
extract

template() { # APPLICATIONS: a migrated database with so many applications, made through the management port
  database=postgres
  [ -z "$(psql -c "SELECT 1 FROM pg_database WHERE datname = 'applications_$1'")" ] || return 0
  psql -c "CREATE DATABASE applications_$1"
  database=applications_$1
  start "$port" -jar "$app"; ready "$port"
  seq 93 $((91 + $1)) | awk -v url="http://127.0.0.1:$((port + 1))/actuator/applications" '
    { printf "%surl = \"%s\"\nuser = \"admin:admin-password\"\nheader = \"Content-Type: application/json\"\noutput = \"/dev/null\"\n", (NR > 1 ? "next\n" : ""), url
      printf "data = \"{\\\"name\\\":\\\"bench %d\\\",\\\"id\\\":%d,\\\"authKey\\\":\\\"bench-key-%d\\\",\\\"authSecret\\\":\\\"bench-secret\\\"}\"\n", $1, $1, $1 }' >"$work/applications"
  [ "$1" = 1 ] || curl -sS -K "$work/applications"
  [ "$(psql -c 'SELECT count(*) FROM applications')" = "$1" ] || { say "applications are missing"; exit 1; }
  stop_service "$service"
}
make_cell() { # SESSIONS APPLICATIONS
  SESSIONS=$1 APPLICATIONS=$2
  template "$2"
  database=postgres
  psql -c "DROP DATABASE IF EXISTS making" -c "CREATE DATABASE making TEMPLATE applications_$2"
  database=making
  add_users $((SESSIONS / 10))
  # indexes are built faster than filled
  psql -c "SELECT format('ALTER TABLE sessions ADD CONSTRAINT %I %s;', conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE conrelid = 'sessions'::regclass AND contype IN ('p', 'u')" \
    -c "SELECT indexdef || ';' FROM pg_indexes WHERE tablename = 'sessions' AND indexname LIKE 'ix_%'" >"$work/indexes.sql"
  psql -c "SELECT format(CASE WHEN indexname LIKE 'ix_%' THEN 'DROP INDEX %I;' ELSE 'ALTER TABLE sessions DROP CONSTRAINT %I;' END, indexname)
      FROM pg_indexes WHERE tablename = 'sessions'" | psql -f -
  fill 1 "$SESSIONS" "now() + interval '10 hours'"
  { echo "SET maintenance_work_mem = '512MB';"; cat "$work/indexes.sql"; } | psql -f -
  psql -c 'VACUUM ANALYZE' -c CHECKPOINT
  database=postgres
  psql -c "ALTER DATABASE making RENAME TO cell_$1_$2"
}
declare -A serving # the services of each cell
serve_cell() { # SESSIONS APPLICATIONS: one more, started, and warm
  SESSIONS=$1 APPLICATIONS=$2 database=cell_$1_$2
  # as after some days: what fits into memory is there
  psql -c 'CREATE EXTENSION IF NOT EXISTS pg_prewarm' \
    -c "SELECT sum(pg_prewarm(oid::regclass)) FROM pg_class WHERE relname IN ('sessions', 'uq_sessions_token_digest')" >/dev/null
  port=$((last_port += 2))
  start "$port" "$(AOT)" -jar "$app"; ready "$port"
  serving[$1:$2]+="$port $service"$'\n'
  warm_up "$service" turn
}
turn() { local route; for route in $ROUTES; do prepare "$route" 100000; load "$port" "$service" 4 >/dev/null; done; }
measure_cell() { # SESSIONS APPLICATIONS PROCESS: each route once
  SESSIONS=$1 APPLICATIONS=$2 database=cell_$1_$2
  read -r port service <<<"$(sed -n "$3p" <<<"${serving[$1:$2]}")"
  for route in $ROUTES; do
    prepare "$route" $((SECONDS_EACH * 25000)); load "$port" "$service" "$SECONDS_EACH" | awk '{print $0, $5 + $6}' >>"$work/runs.$1-$2-$route"
  done
}

case ${1:-both} in
prepare | both)
  for cell in $CELLS; do
    database=postgres
    [ -n "$(psql -c "SELECT 1 FROM pg_database WHERE datname = 'cell_${cell/:/_}'")" ] || { say "making $cell"; make_cell "${cell%:*}" "${cell#*:}"; }
  done ;;&
measure | both)
  make_cache
  first=${CELLS%% *} first=${first/:/-}
  last_port=$port
  for process in $(seq "$PROCESSES"); do
    for cell in $CELLS; do say "starting on $cell"; serve_cell "${cell%:*}" "${cell#*:}"; done
  done
  # all are up, and take turns: what the machine does meanwhile is shared out
  for run in $(seq "$RUNS"); do
    say "round $run"
    for process in $(seq "$PROCESSES"); do
      for cell in $CELLS; do measure_cell "${cell%:*}" "${cell#*:}" "$process"; done
    done
  done
  bad=0
  echo "| sessions | applications | route | requests/s | least – most | service CPU | PostgreSQL CPU | both, runs | against the first, in its round | errors |"
  echo "|---|---|---|---|---|---|---|---|---|---|"
  for cell in $CELLS; do
    for route in $ROUTES; do
      name=${cell/:/-}-$route
      errors=$(awk '{e += $2; n += $8} END {print e + 0, (e > n / 1000)}' "$work/runs.$name"); [ "${errors#* }" = 0 ] || bad=1
      echo "| ${cell%:*} | ${cell#*:} | $route | $(column "$name" 1) | $(least_most "$name") | $(column "$name" 5) µs | $(column "$name" 6) µs | $(least_most "$name" 9) µs |" \
        "$(paste -d' ' "$work/runs.$name" "$work/runs.$first-$route" | awk '{printf "%.2f\n", $9 / $18}' | median) | ${errors% *} |"
    done
  done
  exit $bad ;;
esac

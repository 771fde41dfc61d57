#!/usr/bin/env bash
# Measures the service against its floors on this machine: PostgreSQL, the production jar as the image starts it and wrk on the
# same cores. Prints tables in Markdown; ends with 1 when more than one answer in a thousand was an error. Settings by environment:
# see the top of lib.sh, and ROUTES, FLOORS=no, STARTS, HALF_RATE=no.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/lib.sh
ROUTES=${ROUTES:-POST GET GET+touch DELETE} FLOORS=${FLOORS:-yes} STARTS=${STARTS:-3} HALF_RATE=${HALF_RATE:-yes}
port=${PORT:-$(shuf -i 25000-28999 -n 1)} memory_port=$((port + 2)) MOST=$((SECONDS_EACH * 25000))

start_postgres
extract
app="$work/app/session-service.jar"
say "starting"
start "$port" -jar "$app"; make_cache; ready "$port"; add_users $((SESSIONS / 10)); stop_service "$service"

# The time from exec to the first session, and the CPU time until then. Waits without forking, which would cost the start its cores.
mkfifo "$work/nothing"; exec 9<>"$work/nothing"
nap() { read -rt 0.01 -u 9 _ || true; }
first_201() { # NAME JAVA_ARGUMENT…
  local name=$1 body begin; shift
  body=$("$java" -XX:TieredStopAtLevel=1 bench/SignedBodies.java 1 $((next += 1)))
  begin=${EPOCHREALTIME/./}
  start "$port" "$@"
  until { exec 8<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null; do
    nap; [ $((${EPOCHREALTIME/./} - begin)) -lt 90000000 ] || { tail -30 "$work/service-$port.log" >&2; exit 1; }
  done
  exec 8>&-
  [ "$(curl -s -o /dev/null -w '%{http_code}' -d "$body" "http://127.0.0.1:$port/session.json")" = 201 ] || { say "no 201 at first"; exit 1; }
  echo "$((${EPOCHREALTIME/./} - begin)) $(ticks "$service")" | awk -v hz="$(getconf CLK_TCK)" '{printf "%.2f %.2f\n", $1 / 1e6, $2 / hz}' >>"$work/runs.$name"
}
hello() { local begin=${EPOCHREALTIME/./}; "$java" -version 2>/dev/null; awk -v t=$((${EPOCHREALTIME/./} - begin)) 'BEGIN {printf "%.2f\n", t / 1e6}' >>"$work/runs.hello"; }
[ "$STARTS" = 0 ] || { first_201 plain -jar "$app"; stop_service "$service"; }
for _ in $(seq "$STARTS"); do
  hello; first_201 cached "$(AOT)" -jar "$app"; stop_service "$service"
done

fill 1 "$SESSIONS" "$LATER"; psql -c 'VACUUM ANALYZE' -c CHECKPOINT
start "$port" "$(AOT)" -jar "$app"; served=$service
if [ "$FLOORS" = yes ]; then
  start "$memory_port" "$(AOT)" -Dspring.profiles.active=without-database -cp "$app:$work/memory" io.sessionservice.SessionServiceApplication
  memory=$service; ready "$memory_port"
fi
ready "$port"

turn() {
  local route
  for route in $ROUTES; do
    prepare "$route" 100000; load "$port" "$served" 4 >/dev/null
    case $FLOORS$route in yesPOST | yesGET) load "$memory_port" "$memory" 4 >/dev/null ;; esac
  done
}
warm_up "$served" turn
reuse_wal
# pgbench's transactions a second with the same statements and rows, at the numbers of clients that have been its best
floor() { # ROUTE
  local script clients counts='16 32'
  case $1 in POST) script=create.sql ;; GET) script=read.sql counts='4 8' ;; DELETE) script=downgrade.sql ;; *) return ;; esac
  for clients in $counts; do
    "$PGBENCH" -h 127.0.0.1 -p "$pg_port" -U bench -n -M prepared -c $clients -j 2 -T 2 -D ts="$(date +%s)" -D first="${FIRST:-1}" -D tokens="${TOKENS:-1}" -f bench/$script "$database" 2>/dev/null |
      sed -n 's/^tps = \([0-9]*\).*/\1/p' >>"$work/runs.floor-$1-$clients"
  done
}
best_floor() { # ROUTE: the best of the medians, and its number of clients
  local runs
  for runs in "$work/runs.floor-$1-"*; do echo "$(median <"$runs") ${runs##*-}"; done | sort -n | tail -1
}
# at half of its rate, at which nothing should have to wait
half_rate() { # ROUTE
  local what rate=$(($(column "$1" 1) / 2))
  prepare "$1" $((rate * 7))
  case $METHOD in POST) what=("$BODIES") ;; *) what=("$FIRST" "$TOKENS") ;; esac
  # a client that never collects: its pauses would count against the service
  "$java" -Xmx2g -XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC -XX:TieredStopAtLevel=1 bench/OpenLoop.java \
    "$port" "$rate" 2 5 "$METHOD" "${what[@]}" >>"$work/runs.half-$1"
}
# in rounds, so that what disturbs the machine for a while disturbs all routes and their floors
for round in $(seq "$RUNS"); do
  say "round $round"
  for route in $ROUTES; do
    prepare "$route" "$MOST"; load "$port" "$served" "$SECONDS_EACH" >>"$work/runs.$route"
    case $FLOORS$route in yesPOST | yesGET) load "$memory_port" "$memory" "$SECONDS_EACH" >>"$work/runs.$route-memory" ;; esac
    [ "$FLOORS" != yes ] || floor "$route"
  done
done
rss=$(awk '/VmRSS/ {printf "%.0f", $2 / 1024}' "/proc/$served/status") peak=$(awk '/VmHWM/ {printf "%.0f", $2 / 1024}' "/proc/$served/status")
[ "$FLOORS" != yes ] || stop_service "$memory"

if [ "$HALF_RATE" = yes ]; then
  # over as many connections first: what serves one is made when so many are in use, and the JVM compiles anew for it
  for route in $ROUTES; do prepare "$route" 75000; CONNECTIONS=128 load "$port" "$served" 3 >/dev/null; done
  reuse_wal
  for round in $(seq "$RUNS"); do
    say "half of the rate, round $round"
    for route in $ROUTES; do half_rate "$route"; done
  done
fi

bad=0
row() { # NAME LABEL
  local errors
  errors=$(awk '{e += $2; n += $8} END {print e + 0, (e > n / 1000)}' "$work/runs.$1")
  [ "${errors#* }" = 0 ] || bad=1
  echo "| $2 | $(column "$1" 1) | $(least_most "$1") | $(column "$1" 3) ms | $(column "$1" 4) ms | $(column "$1" 5) µs | $(column "$1" 6) µs | $(column "$1" 7) µs | ${errors% *} |"
}
echo
echo "| route | requests/s | least – most | p50 | p99 | service CPU | PostgreSQL CPU | wrk CPU | errors |"
echo "|---|---|---|---|---|---|---|---|---|"
for route in $ROUTES; do
  row "$route" "$route"
  [ ! -f "$work/runs.$route-memory" ] || row "$route-memory" "$route without a database"
done
if [ "$HALF_RATE" = yes ]; then
  echo
  echo "| at half of the rate | requests/s | p50 | p99 | least – most | p99.9 | longest | errors |"
  echo "|---|---|---|---|---|---|---|---|"
  for route in $ROUTES; do
    errors=$(awk '{e += $2; n += $1} END {print e + 0, (e > n / 1000)}' "$work/runs.half-$route")
    [ "${errors#* }" = 0 ] || bad=1
    echo "| $route | $(($(column "$route" 1) / 2)) | $(column "half-$route" 3) ms | $(column "half-$route" 4) ms | $(least_most "half-$route" 4) | $(column "half-$route" 5) ms | $(column "half-$route" 6) ms | ${errors% *} |"
  done
fi

goal() { # WHAT FIGURE RELATION BOUND UNIT
  local met
  met=$(awk -v a="$2" -v r="$3" -v b="$4" 'BEGIN {print (r == "≥" ? a >= b : a <= b) ? "met" : "**not met**"}')
  echo "| $1 | $2${5:-} | $3 $4${5:-} | $met |"
}
has() { [[ " $ROUTES " == *" $1 "* ]]; }
cpu() { echo $(($(column "$1" 5) + $(column "$1" 6))); }
half() { ! has "$1" || [ "$HALF_RATE" != yes ] || goal "$1 at half of the rate, p99" "$(column "half-$1" 4)" ≤ 10 " ms"; }
against() { # ROUTE BOUND: pgbench
  local best clients
  ! has "$1" || [ "$FLOORS" != yes ] || { read -r best clients <<<"$(best_floor "$1")"; goal "$1 / pgbench's best ($best/s, $clients clients)" "$(divide "$(column "$1" 1)" "$best")" ≥ "$2"; }
}
echo
echo "| figure | measured | goal | |"
echo "|---|---|---|---|"
against POST 1.6
! has POST || { goal "POST, CPU of service and PostgreSQL" "$(cpu POST)" ≤ 190 " µs"; goal "POST p99" "$(column POST 4)" ≤ 15 " ms"; }
half POST
! has GET || [ "$FLOORS" != yes ] || goal "GET / GET without a database" "$(divide "$(column GET 1)" "$(column GET-memory 1)")" ≥ 0.65
! has GET || { goal "GET, CPU of service and PostgreSQL" "$(cpu GET)" ≤ 140 " µs"; goal "GET p99" "$(column GET 4)" ≤ 12 " ms"; }
half GET
half GET+touch
against DELETE 1.5
! has DELETE || goal "DELETE p99" "$(column DELETE 4)" ≤ 15 " ms"
half DELETE
if [ "$STARTS" != 0 ]; then
  goal "start to first 201, as in the image" "$(column cached 1)" ≤ 2.0 " s"
  goal "CPU until then" "$(column cached 2)" ≤ 3.5 " s"
fi
goal "resident memory after all this" "$rss" ≤ 256 " MiB"
echo
[ "$STARTS" = 0 ] || echo "Start to first 201: with the ahead-of-time cache $(least_most cached) s ($(least_most cached 2) s CPU); without it $(column plain 1) s ($(column plain 2) s CPU); java -version alone $(least_most hello) s."
! has POST || [ "$FLOORS" != yes ] || echo "POST / POST without a database: $(divide "$(column POST 1)" "$(column POST-memory 1)")."
! has GET || [ "$FLOORS" != yes ] || { read -r best clients <<<"$(best_floor GET)"; echo "GET / pgbench's best ($best/s, $clients clients): $(divide "$(column GET 1)" "$best")."; }
echo "Resident memory at its peak: $peak MiB."
echo "$(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), $(psql -c "SELECT 'PostgreSQL ' || current_setting('server_version')"), JDK $("$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\).*/\1/p'), $CONNECTIONS connections, $SESSIONS sessions, median of $RUNS runs of $SECONDS_EACH s, $SECONDS s in all, $(git log -1 --format=%h 2>/dev/null), $JAVA_OPTIONS"
exit $bad

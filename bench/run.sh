#!/usr/bin/env bash
# Measures the service against its floor on this machine: PostgreSQL, the production jar and wrk on the same cores.
# Prints a table: requests a second, latencies, CPU time a request, ratios. Settings by environment, see the top of the script.
set -euo pipefail
cd "$(dirname "$0")/.."

SECONDS_EACH=${SECONDS_EACH:-10} RUNS=${RUNS:-3} CONNECTIONS=${CONNECTIONS:-32} SESSIONS=${SESSIONS:-100000}
JAVA_OPTIONS=${JAVA_OPTIONS:--Xmx160m -XX:+UseSerialGC} ROUTES=${ROUTES:-POST GET DELETE} FLOOR=${FLOOR:-yes}
export WRK_THREADS=1

missing() { echo "bench: $1 is missing: $2" >&2; exit 2; }
command -v wrk >/dev/null || missing wrk "Debian's package wrk"
pg=$(dirname "$(command -v pg_ctl || ls -d /usr/lib/postgresql/*/bin/pg_ctl 2>/dev/null | tail -1 || true)")
[ -x "$pg/initdb" ] || missing PostgreSQL "Debian's package postgresql"
java25() {
  local java
  for java in "${JAVA_HOME:-}/bin/java" "$(command -v java || true)" \
    $(./mvnw -B org.apache.maven.plugins:maven-toolchains-plugin:3.2.0:display-discovered-jdk-toolchains -N 2>/dev/null |
      sed -n 's/^.INFO.   - \(.*\)/\1\/bin\/java/p'); do
    [ -x "$java" ] && "$java" -version 2>&1 | grep -q '"25' && { echo "$java"; return; }
  done
  missing "JDK 25" "JAVA_HOME or Maven's toolchains"
}
java=$(java25)
[ -f target/session-service.jar ] || ./mvnw -B -q -DskipTests package

work=$(mktemp -d) service=''
as() { if [ "$(id -u)" = 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi; }
stop() {
  [ -z "$service" ] || { kill "$service" 2>/dev/null; wait "$service" 2>/dev/null; } || true
  as "$pg/pg_ctl" -D "$work/pg" -m fast stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap stop EXIT
pg_port=$(shuf -i 20000-24999 -n 1) port=$(shuf -i 25000-29999 -n 1) management=$(shuf -i 30000-32000 -n 1)
chmod 755 "$work"; install -d -m 700 "$work/pg"; [ "$(id -u)" != 0 ] || chown nobody "$work/pg"
as "$pg/initdb" -D "$work/pg" -U bench -A trust >/dev/null
as "$pg/pg_ctl" -D "$work/pg" -w -l "$work/pg/log" \
  -o "-p $pg_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/pg -c shared_buffers=1GB -c max_wal_size=8GB" start >/dev/null
tool() { command -v "$1" || echo "$pg/$1"; }
PSQL=$(tool psql) PGBENCH=$(tool pgbench)
psql() { "$PSQL" -h 127.0.0.1 -p "$pg_port" -U bench -d postgres -qAt "$@"; }

SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:$pg_port/postgres SPRING_DATASOURCE_USERNAME=bench SPRING_DATASOURCE_PASSWORD=x \
SESSIONS_SEALING_KEYS=bench:$(head -c 32 /dev/urandom | base64) SESSIONS_ADMIN_USERNAME=admin SESSIONS_ADMIN_PASSWORD=admin-password \
SESSIONS_BOOTSTRAP_0_ID=92 SESSIONS_BOOTSTRAP_0_NAME=bench SESSIONS_BOOTSTRAP_0_AUTH_KEY=bench-key SESSIONS_BOOTSTRAP_0_AUTH_SECRET=bench-secret \
SERVER_PORT=$port MANAGEMENT_SERVER_PORT=$management SESSIONS_SHUTDOWN_LINGER=0s \
  "$java" $JAVA_OPTIONS -jar target/session-service.jar >"$work/service.log" 2>&1 &
service=$!
for _ in $(seq 300); do curl -fsS -o /dev/null "http://127.0.0.1:$port/readyz" 2>/dev/null && break; sleep 0.2; done
curl -fsS -o /dev/null "http://127.0.0.1:$port/readyz" || { tail -30 "$work/service.log"; exit 1; }

psql -c "INSERT INTO users (id, application_id, login, password, status, created_at, updated_at) VALUES (302, 92, 'bench', '{noop}x', 'ACTIVE', now(), now())"
fill() { # FIRST COUNT: user sessions whose tokens are numbers
  psql -c "INSERT INTO sessions (token_digest, application_id, application_generation, user_id, user_generation, nonce, request_timestamp, created_at, updated_at, last_used_at, purge_after)
    SELECT sha256(convert_to(lpad(to_hex(i), 40, '0'), 'UTF8')), 92, 0, 302, 0, i, 0, now(), now(), now(), now() + interval '3 hours'
    FROM generate_series($1::bigint, $1::bigint + $2 - 1) AS i"
}
fill 1 "$SESSIONS"; psql -c 'VACUUM ANALYZE' -c CHECKPOINT

ticks() { awk '{print $14 + $15}' "/proc/$1/stat" 2>/dev/null || echo 0; }
postgres_ticks() { local sum=0 pid; for pid in $(pgrep -P "$(head -1 "$work/pg/postmaster.pid")") ; do sum=$((sum + $(ticks "$pid"))); done; echo "$sum"; }

next=1000000000
load() { # ROUTE SECONDS: one line: requests errors p50 p99 service-cpu-us postgres-cpu-us wrk-cpu-us
  local route=$1 seconds=$2 script s0 p0 w0 out requests errors
  case $route in
  POST) next=$((next + 1000000)); "$java" bench/SignedBodies.java $((seconds * 25000)) $next >"$work/bodies"; export BODIES="$work/bodies"; script=post.lua ;;
  GET) export METHOD=GET TOKENS=$SESSIONS FIRST=1; script=token.lua ;;
  DELETE) next=$((next + 1000000)); fill $next $((seconds * 25000)); export METHOD=DELETE TOKENS=$((seconds * 25000)) FIRST=$next; script=token.lua ;;
  esac
  s0=$(ticks $service) p0=$(postgres_ticks)
  TIMEFORMAT='cpu %U %S'
  out=$({ time wrk -t$WRK_THREADS -c"$CONNECTIONS" -d"${seconds}s" --latency -s "bench/$script" "http://127.0.0.1:$port" 2>&1; } 2>&1)
  s0=$(($(ticks $service) - s0)) p0=$(($(postgres_ticks) - p0))
  awk -v s=$s0 -v p=$p0 -v hz="$(getconf CLK_TCK)" '
    function ms(t) { return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t * 1000 }
    /50%/ { p50 = ms($2) } /99%/ { p99 = ms($2) } /requests in/ { n = $1 } /Non-2xx/ { e = $NF } /Socket errors/ { e += $4 + $6 + $8 + $10 }
    /Requests\/sec/ { r = $2 } /^cpu/ { w = $2 + $3 }
    END { printf "%.0f %d %.2f %.2f %.0f %.0f %.0f\n", r, e, p50, p99, s / hz * 1e6 / n, p / hz * 1e6 / n, w * 1e6 / n }' <<<"$out"
}
floor() { # ROUTE: pgbench's best over client counts
  local best=0 clients tps script
  case $1 in POST) script=create.sql ;; GET) script=read.sql ;; DELETE) script=downgrade.sql ;; esac
  for clients in 4 8 16 32; do
    tps=$("$PGBENCH" -h 127.0.0.1 -p "$pg_port" -U bench -n -M prepared -c $clients -j 2 -T 5 -D ts="$(date +%s)" -D tokens="$SESSIONS" -f bench/$script postgres 2>/dev/null |
      sed -n 's/^tps = \([0-9]*\).*/\1/p')
    [ "${tps:-0}" -le $best ] || best=$tps
  done
  echo $best
}
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

echo "warm-up" >&2
for route in POST GET DELETE; do load $route 5 >/dev/null; done
printf '%-7s %9s %17s %7s %8s %8s %9s %9s %7s %9s %6s\n' route req/s min–max errors p50/ms p99/ms service/µs postgres/µs wrk/µs pgbench ratio
bad=0
for route in $ROUTES; do
  : >"$work/runs"; for _ in $(seq "$RUNS"); do load "$route" "$SECONDS_EACH" >>"$work/runs"; done
  floor=0; [ "$FLOOR" != yes ] || floor=$(floor "$route")
  column() { awk -v c="$1" '{print $c}' "$work/runs" | median; }
  errors=$(awk '{e += $2; n += $1} END {print e + 0, (e > n * '"$SECONDS_EACH"' / 1000)}' "$work/runs")
  [ "${errors#* }" = 0 ] || bad=1
  printf '%-7s %9s %17s %7s %8s %8s %9s %9s %7s %9s %6s\n' "$route" "$(column 1)" \
    "$(sort -n "$work/runs" | awk 'NR == 1 {a = $1} {b = $1} END {print a "–" b}')" "${errors% *}" "$(column 3)" "$(column 4)" \
    "$(column 5)" "$(column 6)" "$(column 7)" "$floor" "$(awk -v a="$(column 1)" -v b="$floor" 'BEGIN {print b ? sprintf("%.2f", a / b) : "–"}')"
done
echo "memory $(awk '/VmRSS/ {printf "%.0f MiB", $2 / 1024}' "/proc/$service/status"), peak $(awk '/VmHWM/ {printf "%.0f MiB", $2 / 1024}' "/proc/$service/status")"
exit $bad

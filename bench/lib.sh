# What the scripts of this folder share: PostgreSQL, the production jar as the image starts it, load and CPU time. Sourced.
SECONDS_EACH=${SECONDS_EACH:-5} RUNS=${RUNS:-3} CONNECTIONS=${CONNECTIONS:-32} SESSIONS=${SESSIONS:-100000} APPLICATIONS=${APPLICATIONS:-1}
export WRK_THREADS=1 METHOD TOKENS FIRST ONCE BODIES

say() { echo "bench: $*" >&2; }
missing() { say "$1 is missing: $2"; exit 2; }
command -v wrk >/dev/null || missing wrk "Debian's package wrk"
pg=$(dirname "$(command -v pg_ctl || true)")
[ -x "$pg/initdb" ] || pg=$(dirname "$(ls -d /usr/lib/postgresql/*/bin/pg_ctl 2>/dev/null | tail -1 || true)")
[ -x "$pg/initdb" ] || missing PostgreSQL "Debian's package postgresql"
tool() { command -v "$1" || echo "$pg/$1"; }
PSQL=$(tool psql) PGBENCH=$(tool pgbench)
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
[ -f target/session-service.jar ] && [ -d target/test-classes ] || ./mvnw -B -q -DskipTests package

# As in the image and its container of 384 MiB, where the JVM counts its percentages from that and picks the serial collector.
IMAGE_OPTIONS="-XX:MaxRAM=384m -XX:+UseSerialGC $(sed -n 's/^ENV JDK_JAVA_OPTIONS="\(.*\)"$/\1/p' Dockerfile) \
  $(sed -n '/^ENTRYPOINT/,$p' Dockerfile | grep -o '"-XX:[^"]*"' | tr -d '"' | grep -v AOTCache | tr '\n' ' ')"
JAVA_OPTIONS=${JAVA_OPTIONS:-$IMAGE_OPTIONS}
arenas=$(sed -n 's/^ENV MALLOC_ARENA_MAX=//p' Dockerfile)

work=$(mktemp -d) data=${DATA:-} services=()
chmod 755 "$work"
pg_port=$(shuf -i 20000-24999 -n 1) database=postgres
as() { if [ "$(id -u)" = 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi; }
stop_service() { kill "$1" 2>/dev/null || true; wait "$1" 2>/dev/null || true; }
stop() {
  local pid
  for pid in "${services[@]}"; do stop_service "$pid"; done
  as "$pg/pg_ctl" -D "$data" -m fast stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap stop EXIT

start_postgres() { # a new cluster, or the one in DATA
  data=${data:-$work/pg}
  if [ ! -f "$data/PG_VERSION" ]; then
    install -d -m 700 "$data"; [ "$(id -u)" != 0 ] || chown nobody "$data"
    as "$pg/initdb" -D "$data" -U bench -A trust >/dev/null
  fi
  as "$pg/pg_ctl" -D "$data" -w -l "$data/log" -o "-p $pg_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data \
    -c shared_buffers=${SHARED_BUFFERS:-1GB} -c max_wal_size=8GB -c min_wal_size=8GB" start >/dev/null
}
# The log of a database that has run for a while: its files are there to be used again. A new one of 16 MB, filled and flushed,
# holds up every commit for 40 ms.
reuse_wal() { psql -c CHECKPOINT -c CHECKPOINT; }
psql() { "$PSQL" -h 127.0.0.1 -p "$pg_port" -U bench -d "$database" -qAt -v ON_ERROR_STOP=1 "$@"; }

extract() { # the jar laid out as in the image; beside it the class that stands in for the database
  "$java" -Djarmode=tools -jar target/session-service.jar extract --destination "$work/app" >/dev/null
  JAVA_HOME=$(dirname "$(dirname "$java")") docker/generate-context.sh "$work/app/session-service.jar" "$work/app/lib" >"$work/context.log" 2>&1 ||
    { tail -5 "$work/context.log" >&2; exit 1; }
  mkdir -p "$work/memory/io/sessionservice/session"
  cp target/test-classes/io/sessionservice/session/MemorySessionStore.class "$work/memory/io/sessionservice/session/"
}
make_cache() { # ahead of time, as the image's build does
  docker/training-libraries.sh "$work/training" >"$work/training.log" 2>&1 &&
    "$java" -cp "target/test-classes:$work/training/*:$work/app/lib/*" docker/FillCache.java \
      "$work/app/session-service.jar" "$work/app/session-service.aot" >>"$work/training.log" 2>&1 ||
    { tail -30 "$work/training.log" >&2; exit 1; }
}
unpack() { extract; make_cache; }

# start PORT JAVA_ARGUMENT…: the service in the background, its process in $service
start() {
  local port=$1; shift
  SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:$pg_port/$database SPRING_DATASOURCE_USERNAME=bench SPRING_DATASOURCE_PASSWORD=x \
  SESSIONS_SEALING_KEYS=bench:YmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtMTI= SESSIONS_ADMIN_USERNAME=admin SESSIONS_ADMIN_PASSWORD=admin-password \
  SESSIONS_BOOTSTRAP_0_ID=92 SESSIONS_BOOTSTRAP_0_NAME=bench SESSIONS_BOOTSTRAP_0_AUTH_KEY=bench-key-92 SESSIONS_BOOTSTRAP_0_AUTH_SECRET=bench-secret \
  MALLOC_ARENA_MAX=${arenas:?} SERVER_PORT=$port MANAGEMENT_SERVER_PORT=$((port + 1)) SESSIONS_SHUTDOWN_LINGER=0s SESSIONS_PURGE_INTERVAL=1h \
    "$java" $JAVA_OPTIONS "$@" >"$work/service-$port.log" 2>&1 &
  service=$!
  services+=("$service")
}
ready() { # PORT
  for _ in $(seq 600); do curl -fsS -o /dev/null "http://127.0.0.1:$1/readyz" 2>/dev/null && return; sleep 0.1; done
  tail -30 "$work/service-$1.log" >&2; exit 1
}
AOT() { echo "-XX:AOTCache=$work/app/session-service.aot"; }

# add_users COUNT: over the applications in turn
add_users() {
  psql -c "INSERT INTO users (id, application_id, login, password, status, created_at, updated_at)
    SELECT 302 + i, 92 + i % $APPLICATIONS, 'bench-' || i, '{noop}x', 'ACTIVE', now(), now() FROM generate_series(0, $1 - 1) AS i
    ON CONFLICT DO NOTHING"
}
# fill FIRST COUNT USED: user sessions whose tokens are numbers, ten to a user, over the applications in turn, last used at USED
fill() {
  psql -c "INSERT INTO sessions (token_digest, application_id, application_generation, user_id, user_generation, nonce, request_timestamp, created_at, updated_at, last_used_at, purge_after)
    SELECT sha256(convert_to(lpad(to_hex(i), 40, '0'), 'UTF8')), 92 + i % $APPLICATIONS, 0, 302 + i % ($SESSIONS / 10), 0, i, 0, now(), now(), $3, now() + interval '3 hours'
    FROM generate_series($1::bigint, $1::bigint + $2 - 1) AS i"
}
# in the future, so that no read is the first of its minute: that one is measured as a route of its own
LATER="now() + interval '1 hour'"

ticks() { awk '{print $14 + $15}' "/proc/$1/stat" 2>/dev/null || echo 0; }
compiler_ticks() { # of the JVM's compilers
  grep -lE '^C[12] Compiler' /proc/"$1"/task/*/comm 2>/dev/null | while read -r comm; do awk '{sub(/.*\) /, ""); print $12 + $13}' "${comm%comm}stat"; done |
    awk '{s += $1} END {print s + 0}'
}
# A process that has just started is a dearer one for half a minute: judged is one whose compilers are quiet, as it is for all but
# the first minute of its life. docs/adr/0078 has what the first seconds are like.
warm_up() { # PROCESS LOAD: again and again until then
  local compiled since turn
  for turn in 1 2 3 4 5 6; do
    compiled=$(compiler_ticks "$1") since=$SECONDS
    "$2"
    compiled=$((($(compiler_ticks "$1") - compiled) / (SECONDS - since)))
    say "warming up, turn $turn: compilers took $compiled % of a processor"
    [ $compiled -ge 5 ] || break
  done
}
# of the postmaster, its children, and those of them that have ended
postgres_ticks() {
  local pid postmaster; postmaster=$(head -1 "$data/postmaster.pid")
  { awk '{print $14 + $15 + $16 + $17}' "/proc/$postmaster/stat"
    for pid in $(pgrep -P "$postmaster"); do ticks "$pid"; done; } | awk '{s += $1} END {print s}'
}

next=${NEXT:-1000000000} # to measure again on the same DATA, numbers that the time before did not use
sign() { next=$((next + 1000000)); BODIES=$work/bodies; "$java" -XX:TieredStopAtLevel=1 bench/SignedBodies.java "$1" $next "$APPLICATIONS" >"$BODIES"; }
prepare() { # ROUTE COUNT: what that many requests need
  case $1 in
  POST) sign "$2"; METHOD=POST ;;
  GET) METHOD=GET ONCE=no FIRST=1 TOKENS=$SESSIONS ;;
  GET+touch) next=$((next + 1000000)); fill $next "$2" "now() - interval '5 minutes'"; METHOD=GET ONCE=yes FIRST=$next TOKENS=$2 ;;
  DELETE) next=$((next + 1000000)); fill $next "$2" "$LATER"; METHOD=DELETE ONCE=yes FIRST=$next TOKENS=$2 ;;
  esac
}
# load PORT PROCESS SECONDS: what has been prepared; one line: requests/s errors p50 p99 service-µs postgres-µs wrk-µs requests
load() {
  local script=token.lua s p out
  [ "$METHOD" != POST ] || script=post.lua
  s=$(ticks "$2") p=$(postgres_ticks)
  TIMEFORMAT='cpu %U %S'
  out=$({ time wrk -t$WRK_THREADS -c"$CONNECTIONS" -d"${3}s" --latency -s "bench/$script" "http://127.0.0.1:$1" 2>&1; } 2>&1)
  s=$(($(ticks "$2") - s)) p=$(($(postgres_ticks) - p))
  awk -v s=$s -v p=$p -v hz="$(getconf CLK_TCK)" '
    function ms(t) { return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t * 1000 }
    /50%/ { p50 = ms($2) } /99%/ { p99 = ms($2) } /requests in/ { n = $1 } /Non-2xx/ { e = $NF } /Socket errors/ { e += $4 + $6 + $8 + $10 }
    /Requests\/sec/ { r = $2 } /^cpu/ { w = $2 + $3 }
    END { if (!n) exit 1; printf "%.0f %d %.2f %.2f %.0f %.0f %.0f %d\n", r, e, p50, p99, s / hz * 1e6 / n, p / hz * 1e6 / n, w * 1e6 / n, n }' <<<"$out" ||
    { say "$out"; return 1; }
}
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
column() { awk -v c="$2" '{print $c}' "$work/runs.$1" | median; } # ROUTE COLUMN
least_most() { awk -v c="${2:-1}" '{print $c}' "$work/runs.$1" | sort -n | awk 'NR == 1 {a = $1} {b = $1} END {print a " – " b}'; }
divide() { awk -v a="$1" -v b="$2" -v f="${3:-%.2f}" 'BEGIN {if (b + 0) printf f, a / b; else printf "–"}'; }

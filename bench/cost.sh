#!/usr/bin/env bash
# Measures what requests cost PostgreSQL: CPU time, WAL, flushes and blocks, at RATES requests a second and at the full rate.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/lib.sh
ROUTES=${ROUTES:-POST GET GET+touch DELETE} RATES=${RATES:-100 1000 full} port=${PORT:-$(shuf -i 25000-28999 -n 1)}
SECONDS_EACH=${COST_SECONDS:-8}

start_postgres
unpack
start "$port" "$(AOT)" -jar "$work/app/session-service.jar"; ready "$port"; add_users $((SESSIONS / 10))
fill 1 "$SESSIONS" "$LATER"; psql -c 'VACUUM ANALYZE' -c CHECKPOINT
psql -c "ALTER SYSTEM SET autovacuum = off" -c "SELECT pg_reload_conf()" >/dev/null # or its work would be counted with a request's
for route in $ROUTES; do prepare "$route" $((5 * 25000)); load "$port" "$service" 5 >/dev/null; done

version=$(psql -c "SELECT current_setting('server_version_num')::int / 10000")
if [ "$version" -ge 18 ]; then
  flushes="(SELECT sum(writes) FROM pg_stat_io WHERE object = 'wal'), (SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal')"
else
  flushes="(SELECT wal_write FROM pg_stat_wal), (SELECT wal_sync FROM pg_stat_wal)"
fi
if [ "$version" -ge 17 ]; then
  blocks="(SELECT buffers_written FROM pg_stat_checkpointer) + (SELECT coalesce(sum(writes), 0) FROM pg_stat_io WHERE object = 'relation' AND backend_type <> 'checkpointer')"
else
  blocks="(SELECT buffers_checkpoint + buffers_clean + buffers_backend FROM pg_stat_bgwriter)"
fi
# statistics of a backend come in once it has been idle for ten seconds
snapshot() { sleep 10.5; psql -c CHECKPOINT; sleep 0.5; psql -F' ' -c "SELECT pg_current_wal_lsn() - '0/0', $flushes, $blocks, (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database())"; }

echo "| route | requests/s | PostgreSQL CPU a request | WAL a request | WAL writes and flushes a second | blocks a request | transactions a request | CPU of 100/s | WAL of 100/s |"
echo "|---|---|---|---|---|---|---|---|---|"
for route in $ROUTES; do
  for rate in $RATES; do
    prepare "$route" $([ "$rate" = full ] && echo $((SECONDS_EACH * 25000)) || echo $((rate * (SECONDS_EACH + 1))))
    before=$(snapshot) p=$(postgres_ticks)
    if [ "$rate" = full ]; then
      requests=$(load "$port" "$service" "$SECONDS_EACH" | cut -d' ' -f8) took=$SECONDS_EACH
    else
      case $METHOD in POST) what=("$BODIES") ;; *) what=("$FIRST" "$TOKENS") ;; esac
      "$java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 bench/OpenLoop.java "$port" "$rate" 1 "$SECONDS_EACH" "$METHOD" "${what[@]}" >/dev/null
      requests=$((rate * (SECONDS_EACH + 1))) took=$((SECONDS_EACH + 1))
    fi
    p=$(($(postgres_ticks) - p))
    echo "$before $(snapshot) $requests $took $p $(getconf CLK_TCK)" | awk -v route="$route" '{
      n = $11; t = $12; cpu = $13 / $14
      printf "| %s | %.0f | %.0f µs | %.0f B | %.0f + %.0f | %.3f | %.3f | %.2f %% of a core | %.1f KB/s |\n", route, n / t, cpu / n * 1e6, ($6 - $1) / n, ($7 - $2) / t, ($8 - $3) / t,
        ($9 - $4) / n, ($10 - $5) / n, cpu / n * 1e4, ($6 - $1) / n / 10 }'
  done
done

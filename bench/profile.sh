#!/usr/bin/env bash
# Says where the service's CPU time goes under the load of each route: by layer, from a JFR recording by CPU time (JEP 509), and by
# kind of thread, from the kernel. OUT keeps the recordings. Settings as in lib.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/lib.sh
ROUTES=${ROUTES:-POST GET DELETE} port=${PORT:-$(shuf -i 25000-28999 -n 1)} OUT=${OUT:-$work}
SECONDS_EACH=${PROFILE_SECONDS:-15}

start_postgres
unpack
start "$port" "$(AOT)" -jar "$work/app/session-service.jar"; ready "$port"; add_users $((SESSIONS / 10))
fill 1 "$SESSIONS" "$LATER"; psql -c 'VACUUM ANALYZE' -c CHECKPOINT
for route in $ROUTES; do prepare "$route" $((8 * 25000)); load "$port" "$service" 8 >/dev/null; done

threads() { # CPU ticks by kind of thread
  local task
  for task in /proc/"$service"/task/*; do
    awk -v name="$(cat "$task/comm" 2>/dev/null)" '{sub(/.*\) /, ""); print $12 + $13, name}' "$task/stat" 2>/dev/null || true
  done | awk '{t = $1; $1 = ""; gsub(/[-# ]*[0-9]+/, ""); sub(/^ /, ""); s[$0] += t} END {for (n in s) print s[n] "\t" n}'
}
cat >"$work/settings.jfc" <<'JFC'
<?xml version="1.0" encoding="UTF-8"?>
<configuration version="2.0">
  <event name="jdk.CPUTimeSample"><setting name="enabled">true</setting><setting name="throttle">5ms</setting></event>
</configuration>
JFC
jcmd="$(dirname "$java")/jcmd"
for route in $ROUTES; do
  prepare "$route" $((SECONDS_EACH * 25000))
  threads >"$work/before"
  "$jcmd" "$service" JFR.start name="$route" settings="$work/settings.jfc" >/dev/null
  line=$(load "$port" "$service" "$SECONDS_EACH")
  threads >"$work/after"
  "$jcmd" "$service" JFR.dump name="$route" filename="$OUT/$route.jfr" >/dev/null; "$jcmd" "$service" JFR.stop name="$route" >/dev/null
  echo; echo "$route: $(cut -d' ' -f1 <<<"$line") requests/s, $(cut -d' ' -f5 <<<"$line") µs of the service a request"
  echo; echo "| layer | share of samples |"; echo "|---|---|"
  "$java" bench/Layers.java "$OUT/$route.jfr" | tee "$work/layers" | grep '^|' || true
  echo; echo "$(head -1 "$work/layers"). CPU time by thread:"
  echo; echo "| threads | share |"; echo "|---|---|"
  awk -F'\t' 'NR == FNR {b[$2] = $1; next} {d[$2] = $1 - b[$2]; all += d[$2]} END {for (n in d) if (d[n] > all / 200) printf "| %s | %.1f %% |\n", n, 100 * d[n] / all}' \
    "$work/before" "$work/after" | sort -t'|' -k3 -rn
done

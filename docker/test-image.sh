#!/usr/bin/env bash
# Builds the image, starts it as it runs in production (numeric user, read-only root file system, empty /tmp, 384 MiB) on a
# PostgreSQL, and sends it a signed POST. Prints how long the start took with and without the ahead-of-time cache.
#
#   docker/test-image.sh            with Docker where an engine answers, else with buildah (Linux, as root)
#
# IMAGE names the result. JDK_IMAGE, JRE_IMAGE and MVNW_REPOURL go to the build if they are set. With buildah, base images that
# no registry gives are made of Debian (debootstrap) and the JDK 25 of this machine ($JAVA_HOME_25, or the one found), and the
# service runs in its root file system under chroot, on the PostgreSQL installed here.
set -euo pipefail
cd "$(dirname "$0")/.."
image=${IMAGE:-session-service:test}
work=$(mktemp -d)
port=18080 management=18081 database_port=18432
chmod 755 "$work"

arguments=(--build-arg "REVISION=$(git rev-parse HEAD 2>/dev/null || echo unknown)")
for name in JDK_IMAGE JRE_IMAGE MVNW_REPOURL; do
  [ -z "${!name-}" ] || arguments+=(--build-arg "$name=${!name}")
done

settings=(
  "SPRING_DATASOURCE_USERNAME=sessions"
  "SPRING_DATASOURCE_PASSWORD=sessions"
  "SESSIONS_SEALING_KEYS=test:$(head -c 32 /dev/urandom | base64)"
  "SESSIONS_ADMIN_USERNAME=admin"
  "SESSIONS_ADMIN_PASSWORD=$(head -c 18 /dev/urandom | base64)"
  "SESSIONS_BOOTSTRAP_0_ID=92"
  "SESSIONS_BOOTSTRAP_0_NAME=test"
  "SESSIONS_BOOTSTRAP_0_AUTHKEY=test-auth-key"
  "SESSIONS_BOOTSTRAP_0_AUTHSECRET=test-auth-secret"
)

say() { echo "== $*"; }
log_of_service() { :; }
fail() { echo "FAILED: $*" >&2; log_of_service >&2; exit 1; }

await_ready() {
  for _ in $(seq 600); do
    [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/readyz")" = 200 ] && return
    sleep 0.1
  done
  fail "not ready within a minute"
}

# --- Docker

with_docker() {
  trap 'docker rm -f session-service-test session-service-test-db >/dev/null 2>&1; docker network rm session-service-test >/dev/null 2>&1; rm -rf "$work"' EXIT
  say "docker build"
  docker build "${arguments[@]}" -t "$image" .
  say "$(docker image inspect -f 'user {{.Config.User}}, {{.Size}} bytes' "$image")"
  docker network create session-service-test >/dev/null
  docker run -d --name session-service-test-db --network session-service-test \
    -e POSTGRES_USER=sessions -e POSTGRES_PASSWORD=sessions postgres:18-alpine >/dev/null
  for _ in $(seq 100); do docker exec session-service-test-db pg_isready -q -h 127.0.0.1 -U sessions && break; sleep 0.3; done
  log_of_service() { docker logs session-service-test 2>&1 | tail -n 40; }
  for options in "" "-XX:AOTMode=off"; do
    docker rm -f session-service-test >/dev/null 2>&1 || true
    docker run -d --name session-service-test --network session-service-test -p "127.0.0.1:$port:8080" \
      --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --memory 384m \
      ${options:+-e "JAVA_TOOL_OPTIONS=$options"} \
      -e SPRING_DATASOURCE_URL=jdbc:postgresql://session-service-test-db/sessions "${settings[@]/#/--env=}" "$image" >/dev/null
    await_ready
    say "${options:-with the cache}: $(docker logs session-service-test 2>&1 | grep -o 'Started SessionServiceApplication[^"]*')"
    docker/sign.sh "http://127.0.0.1:$port" 92 test-auth-key test-auth-secret
  done
}

# --- buildah

build_with_buildah() { # Dockerfile arguments: tag, folder, more
  local tag=$1 folder=$2
  shift 2
  buildah bud --isolation chroot --network host --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 -t "$tag" "$@" "$folder"
}

local_base() { # an image of this name, of Debian and the JDK of this machine
  local name=$1 jdk
  buildah inspect --type image "$name" >/dev/null 2>&1 && return
  buildah pull -q "$name" >/dev/null 2>&1 && return
  say "no registry gives $name: making a stand-in of Debian and this machine's JDK 25"
  jdk=${JAVA_HOME_25:-$(find /usr/lib/jvm -maxdepth 1 -name '*25*' | head -n 1)}
  "$jdk/bin/java" -version 2>&1 | grep -q '"25' || fail "JAVA_HOME_25 does not name a JDK 25"
  if [ ! -d "$work/debian" ]; then
    debootstrap --variant=minbase stable "$work/debian" >"$work/debootstrap.log" 2>&1 \
      || debootstrap --variant=minbase bookworm "$work/debian" >"$work/debootstrap.log" 2>&1 || fail "debootstrap"
    cp -rL "$jdk" "$work/debian/opt/java"
  fi
  cat >"$work/Dockerfile" <<'D'
FROM scratch
COPY debian /
ENV JAVA_HOME=/opt/java PATH=/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
D
  build_with_buildah "$name" "$work" -q
}

start_postgres() {
  bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)
  [ -x "$bin/initdb" ] || fail "no PostgreSQL in /usr/lib/postgresql"
  mkdir "$work/database" && echo sessions >"$work/password" && chown -R nobody "$work/database" "$work/password"
  runuser -u nobody -- "$bin/initdb" -D "$work/database" -U sessions --pwfile="$work/password" -A scram-sha-256 >/dev/null
  runuser -u nobody -- "$bin/pg_ctl" -s -w -D "$work/database" -l "$work/database/log" \
    -o "-p $database_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/database" start
  stop_postgres() { runuser -u nobody -- "$bin/pg_ctl" -s -w -m fast -D "$work/database" stop; }
  PGPASSWORD=sessions "$bin/createdb" -h 127.0.0.1 -p $database_port -U sessions sessions
}

run_in_root() { # more environment; the image's root file system, read-only, with an empty /tmp
  mapfile -t environment < <(buildah inspect --type image -f '{{range .OCIv1.Config.Env}}{{println .}}{{end}}' "$image" | grep .)
  mapfile -t entrypoint < <(buildah inspect --type image -f '{{range .OCIv1.Config.Entrypoint}}{{println .}}{{end}}' "$image" | grep .)
  user=$(buildah inspect --type image -f '{{.OCIv1.Config.User}}' "$image")
  # stands for the limit of a container's control group, which these options follow from
  # shellcheck disable=SC2016
  exec unshare --mount --propagation private bash -c '
    set -e
    root=$1 user=$2 && shift 2
    mount --bind "$root" "$root" && mount -o remount,bind,ro "$root"
    mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
    mount -t proc proc "$root/proc" 2>/dev/null || mount --rbind /proc "$root/proc"
    mount --rbind /dev "$root/dev"
    cd "$root/app"
    exec chroot --userspec="$user" "$root" env -i "$@"' \
    - "$root" "$user" "${environment[@]}" "${settings[@]}" "$@" \
    "SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:$database_port/sessions" \
    "SERVER_PORT=$port" "MANAGEMENT_SERVER_PORT=$management" \
    "${entrypoint[@]:0:1}" -XX:MaxRAM=384m -XX:+UseSerialGC "${entrypoint[@]:1}"
}

with_buildah() {
  stop_postgres() { :; }
  container='' service=''
  # shellcheck disable=SC2154
  trap '[ -z "$service" ] || kill $service 2>/dev/null || true; wait; stop_postgres; [ -z "$container" ] || buildah rm "$container" >/dev/null; rm -rf "$work"' EXIT
  jdk=${JDK_IMAGE:-$(sed -n 's/^ARG JDK_IMAGE=//p' Dockerfile)} jre=${JRE_IMAGE:-$(sed -n 's/^ARG JRE_IMAGE=//p' Dockerfile)}
  local_base "$jdk"
  local_base "$jre"
  say "buildah bud"
  build_with_buildah "$image" . "${arguments[@]}"
  container=$(buildah from --pull-never "$image")
  root=$(buildah mount "$container")
  say "user $(buildah inspect --type image -f '{{.OCIv1.Config.User}}' "$image"), $(du -sm "$root/app" | cut -f1) MiB in /app"
  [ "$(buildah inspect --type image -f '{{.OCIv1.Config.User}}' "$image")" = 10001:10001 ] || fail "not the numeric user"
  start_postgres
  log_of_service() { tail -n 40 "$work/service.log"; }
  # the first start migrates, which is not what is measured
  for options in "" "" "-XX:AOTMode=off"; do
    (run_in_root ${options:+"JAVA_TOOL_OPTIONS=$options"}) >"$work/service.log" 2>&1 &
    service=$!
    await_ready
    say "${options:-with the cache}: $(grep -o 'Started SessionServiceApplication[^"]*' "$work/service.log"), $(awk '/VmRSS/ {print int($2 / 1024)}' /proc/$service/status) MiB resident"
    docker/sign.sh "http://127.0.0.1:$port" 92 test-auth-key test-auth-secret
    kill $service && wait $service || [ $? = 143 ] || fail "did not end on SIGTERM"
    service=''
  done
}

if docker version >/dev/null 2>&1; then
  with_docker
elif command -v buildah >/dev/null; then
  with_buildah
else
  fail "neither a Docker engine nor buildah"
fi
say "passed"

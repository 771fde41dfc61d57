#!/usr/bin/env bash
# Writes into the extracted jar of the service what Spring would work out at every start: which beans there are, and how each is
# made (docs/adr/0056).
#
#   docker/generate-context.sh JAR LIBRARIES
#
# Needs a JDK 25, in JAVA_HOME or on the path, and no database.
set -euo pipefail
jar=$(realpath "$1") path="$(realpath "$1"):$(realpath "$2")/*"
settings=$(realpath "$(dirname "$0")/generate-context.yaml")
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/sources" "$work/resources" "$work/classes"

# Repositories are left as they are: made ahead of time, they started no sooner. Migrations are on, and whether they run is asked
# at the start.
"${bin}java" -Dspring.aot.repositories.enabled=false -cp "$path" org.springframework.boot.SpringApplicationAotProcessor \
  io.sessionservice.SessionServiceApplication "$work/sources" "$work/resources" "$work/classes" io.sessionservice session-service \
  "--spring.config.additional-location=file:$settings" --spring.flyway.enabled=true --logging.level.root=warn
find "$work/sources" -name '*.java' >"$work/files"
"${bin}javac" -proc:none -nowarn -XDignore.symbol.file -Xlint:none -parameters -d "$work/classes" -cp "$work/classes:$path" "@$work/files" 2>&1 |
  { grep -v '^Note: ' || true; }
"${bin}jar" --update --file "$jar" -C "$work/classes" .

#!/usr/bin/env bash
# Lints, renders and packages the chart with the helm on the PATH, with its defaults and with every example. The tests in
# ./mvnw verify look closer, but through a library; this is what an operator's machine does.
set -euo pipefail
cd "$(dirname "$0")/session-service"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
helm version --short

helm lint --strict --quiet .
for values in ci/*-values.yaml; do
  helm lint --strict --quiet . -f "$values"
  helm template release . --namespace sessions -f "$values" >"$work/rendered.yaml"
  echo "$values: $(grep -c '^kind:' "$work/rendered.yaml") objects, $(grep -c 'helm.sh/hook:' "$work/rendered.yaml") of them hooks"
  grep -q 'helm.sh/hook: test' "$work/rendered.yaml"
done

refused() { # message, then values
  local message=$1
  shift
  if helm template release . -f ci/production-values.yaml "$@" >"$work/out" 2>&1; then
    echo "not refused: $*" >&2
    exit 1
  fi
  grep -q -e "$message" "$work/out" || { cat "$work/out" >&2; exit 1; }
  echo "refused: $*"
}
refused "replicaCount" --set replicaCount=0
refused "replicaCounts" --set replicaCounts=3
refused "migration" --set migration.mode=hook
refused "hostnames" --set 'httpRoute.hostnames={session.example.com}'
refused "database.url is required" --set database.url=

helm package . --destination "$work" >/dev/null
ls "$work"/session-service-*.tgz | sed 's|.*/|packaged: |'

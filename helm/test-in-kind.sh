#!/usr/bin/env bash
# Installs the chart into the kind cluster "session-service" as in production (two database roles, a migration job, a namespace
# that takes restricted pods only), runs helm test, upgrades it and runs helm test again. Needs docker, kind, kubectl and helm.
set -euo pipefail
cd "$(dirname "$0")/.."
namespace=sessions
k() { kubectl --namespace $namespace "$@"; }
trap '[ $? = 0 ] || { k get pods,jobs,events; k logs --tail=60 --selector app.kubernetes.io/name=session-service --all-containers; }' EXIT

docker build --quiet --tag session-service:e2e .
kind load docker-image session-service:e2e --name session-service

kubectl create namespace $namespace
kubectl label namespace $namespace pod-security.kubernetes.io/enforce=restricted

# PostgreSQL, in a namespace of its own, for it is no restricted pod
kubectl create namespace database
kubectl --namespace database create deployment postgres --image postgres:18-alpine --port 5432
kubectl --namespace database set env deployment/postgres POSTGRES_PASSWORD=postgres POSTGRES_DB=sessions
kubectl --namespace database expose deployment postgres
kubectl --namespace database rollout status deployment/postgres --timeout 120s
for _ in $(seq 60); do
  kubectl --namespace database exec deploy/postgres -- pg_isready -q -h 127.0.0.1 -d sessions && break
  sleep 1
done
kubectl --namespace database exec -i deploy/postgres -- \
  psql -q -h 127.0.0.1 -U postgres -d sessions -v ON_ERROR_STOP=1 -v owner_password=owner -v service_password=service <db/roles.sql

k create secret generic migration --from-literal=username=sessions_owner --from-literal=password=owner
k create secret generic database --from-literal=username=sessions --from-literal=password=service
k create secret generic keys --from-literal=sealing-keys="k1:$(openssl rand -base64 32)" \
  --from-literal=username=admin --from-literal=password="$(openssl rand -hex 16)"
k create secret generic application --from-literal=auth-secret=e2e-auth-secret

install() {
  helm upgrade --install e2e helm/session-service --namespace $namespace --wait --timeout 5m \
    --set image.repository=session-service,image.tag=e2e \
    --set database.url=jdbc:postgresql://postgres.database:5432/sessions,database.existingSecret=database \
    --set migration.existingSecret=migration,sealing.existingSecret=keys,admin.existingSecret=keys \
    --set 'bootstrap[0].id=92,bootstrap[0].name=e2e,bootstrap[0].authKey=e2e-auth-key,bootstrap[0].existingSecret=application' \
    "$@"
}
install
helm test e2e --namespace $namespace --logs

# from outside of the cluster, and after an upgrade
k port-forward service/e2e-session-service 18080:80 >/dev/null & forward=$!
sleep 2
docker/sign.sh http://127.0.0.1:18080 92 e2e-auth-key e2e-auth-secret
kill $forward
install --set config.SESSIONS_SESSION_IDLE_TIMEOUT=1h
helm test e2e --namespace $namespace
echo passed

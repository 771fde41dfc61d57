#!/usr/bin/env bash
# Copies the PostgreSQL that the training run of the image's build starts (docs/adr/0078), and what unpacks it, into a folder:
# the one that the tests use, for this machine's processor.
#
#   docker/training-libraries.sh FOLDER [ARGUMENT OF MAVEN…]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1
shift
case $(uname -m) in aarch64 | arm64) arch=arm64v8 ;; *) arch=amd64 ;; esac
./mvnw -B -q "$@" dependency:copy-dependencies -DoutputDirectory="$folder" \
  -DincludeArtifactIds="embedded-postgres,embedded-postgres-binaries-linux-$arch,xz,commons-compress,commons-io,commons-lang3,commons-codec"

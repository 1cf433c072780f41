#!/bin/bash
# event_files.sh HELPER: event files written here read by Python, and the other way round. 77 where Python's packages are
# missing. With TensorBoard's own package installed, its reader is asked as well.
set -euo pipefail
python=${TANDEM_PYTHON:-python3}
case $python in *-NOTFOUND) python=python3 ;; esac
if ! missing=$("$python" -c 'import google.protobuf' 2>&1); then
    echo "SKIPPED: no comparison of event files: ${missing##*$'\n'} (needs python3-protobuf)"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PYTHONDONTWRITEBYTECODE=1 "$python" "$(dirname "$0")/event_files.py" "$1" "$work"

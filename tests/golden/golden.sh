#!/bin/bash
# golden.sh SUBJECT HELPER: compares what HELPER writes of SUBJECT with Python's. 77 where Python's packages are missing.
set -euo pipefail
subject=$1 helper=$2
python=${TANDEM_PYTHON:-python3}
case $python in *-NOTFOUND) python=python3 ;; esac

if ! missing=$("$python" -c 'import numpy, PIL, torch, torchvision' 2>&1); then
    echo "SKIPPED: no comparison with Python: ${missing##*$'\n'}" \
        "(needs python3-torch, python3-torchvision, python3-numpy, python3-pil)"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Nothing of Python's may land in the source tree.
PYTHONDONTWRITEBYTECODE=1 "$python" "$(dirname "$0")/$subject.py" "$helper" "$work"

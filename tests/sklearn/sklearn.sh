#!/bin/bash
# sklearn.sh TANDEM_CLI: embed beside scikit-learn. 77 where Python's packages are missing.
set -euo pipefail
cli=$1
python=${TANDEM_PYTHON:-python3}
case $python in *-NOTFOUND) python=python3 ;; esac

if ! missing=$("$python" -c 'import numpy, sklearn' 2>&1); then
    echo "SKIPPED: no comparison with scikit-learn: ${missing##*$'\n'} (needs python3-sklearn, python3-numpy)"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
here=$(dirname "$(readlink -f "$0")")
# Nothing of Python's may land in the source tree.
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$here/../golden "$python" "$here/compare.py" "$cli" "$work"

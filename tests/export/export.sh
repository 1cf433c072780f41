#!/bin/bash
# export.sh TANDEM_CLI: trains two small runs, exports them, and has Python load what was written and compute the features
# again. 77 where Python's packages are missing.
set -euo pipefail
cli=$1
python=${TANDEM_PYTHON:-python3}
case $python in *-NOTFOUND) python=python3 ;; esac

if ! missing=$("$python" -c 'import numpy, PIL, torch, torchvision' 2>&1); then
    echo "SKIPPED: no check of exports with Python: ${missing##*$'\n'}" \
        "(needs python3-torch, python3-torchvision, python3-numpy, python3-pil)"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache PYTHONDONTWRITEBYTECODE=1

"$cli" dataset make-shapes "$work/shapes" --per-class 4 --size 40 >/dev/null 2>&1
# Trained for a few steps, so that running statistics and the last gammas are no longer what they began as.
try() { # NAME SETTING...
    local name=$1
    shift
    local settings=()
    for setting in "$@"; do settings+=(--set "$setting"); done
    "$cli" train --project "$work/p.tandem" --name "$name" --data "$work/shapes/train" \
        --test-data "$work/shapes/test" --set train.epochs=2 --set train.batch_size=16 --set train.warmup_epochs=0 \
        --set train.device=cpu --set optimizer.name=sgd --set optimizer.learning_rate=0.5 "${settings[@]}" \
        >/dev/null 2>&1
    local what
    for what in encoder.pt:torchscript encoder.safetensors:safetensors; do
        "$cli" export --project "$work/p.tandem" "$name" --what encoder --to "$work/$name.${what%:*}" \
            --format "${what#*:}" >/dev/null
    done
    "$cli" export --project "$work/p.tandem" "$name" --what features --to "$work/$name" >/dev/null 2>&1
    "$cli" export --project "$work/p.tandem" "$name" --what settings --to "$work/$name.json" >/dev/null
    "$python" "$(dirname "$0")/check_export.py" "$work" "$name"
}
try whole encoder.name=resnet18 augment.size=40
try narrow encoder.name=resnet50 encoder.width=0.25 encoder.stem=imagenet augment.size=40 head.layers=3 \
    head.batch_norm=hidden

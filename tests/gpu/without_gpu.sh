#!/usr/bin/env bash
# Without a GPU, run.sh must say so, fail, and write nothing. A GPU of this machine is hidden.
set -euo pipefail
folder=$(dirname "$(readlink -f "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '#!/bin/sh\nexit 9\n' >"$work/nvidia-smi"
chmod +x "$work/nvidia-smi"
before=$(cat "$folder/RESULTS.md" 2>/dev/null || true)
status=0
said=$(PATH="$work:$PATH" "$folder/run.sh" 2>&1) || status=$?
printf '%s\n' "$said"
[ $status -eq 1 ]
[[ $said == *"No NVIDIA GPU can be used here"* ]]
[ "$before" = "$(cat "$folder/RESULTS.md" 2>/dev/null || true)" ]
status=0
"$folder/run.sh" --nonsense 2>/dev/null || status=$?
[ $status -eq 2 ]

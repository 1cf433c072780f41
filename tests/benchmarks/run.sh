#!/usr/bin/env bash
# tests/benchmarks/run.sh [NAME]... [--json]
# Measures and compares with a peer, or with a budget. Without names: all. Prints a table, or with --json one object a
# line: name, value, unit, peer, peer_value, ratio (above 1: better than the peer, or within the budget).
# TANDEM_PRESET=name measures another build than the release one.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/setup.sh
preset=${TANDEM_PRESET:-release}
programs=build/$preset/benchmarks
names=(augment-32 augment-224 preview-32 preview-224)

json=0
wanted=()
for word in "$@"; do
    case $word in
    --json) json=1 ;;
    -h | --help) sed -n '2,5s/^# //p' "$0"; exit 0 ;;
    *)
        if [[ " ${names[*]} " != *" $word "* ]]; then
            echo "There is no benchmark named $word. Known: ${names[*]}." >&2
            exit 2
        fi
        wanted+=("$word")
        ;;
    esac
done
((${#wanted[@]})) || wanted=("${names[@]}")

configure "$preset" -DTANDEM_TESTS=ON >&2
cmake --build "build/$preset" --target benchmarks >&2

# report NAME VALUE UNIT PEER PEER_VALUE: smaller values are better. An empty PEER_VALUE: the peer is not installed.
report() {
    local ratio=null peer_value=${5:-null}
    [[ -n $5 ]] && ratio=$(awk -v a="$5" -v b="$2" 'BEGIN { printf "%.2f", a / b }')
    if ((json)); then
        printf '{"name": "%s", "value": %s, "unit": "%s", "peer": "%s", "peer_value": %s, "ratio": %s}\n' \
            "$1" "$2" "$3" "$4" "$peer_value" "$ratio"
    else
        printf '%-14s %10s %-12s %-28s %10s %7s\n' "$1" "$2" "$3" "$4" "${5:--}" "${ratio/null/-}"
    fi
}

# The first Python that has torchvision, as Debian's python3-torchvision gives it to /usr/bin/python3.
torchvision_python() {
    local candidate
    for candidate in python3 /usr/bin/python3; do
        if "$candidate" -c 'import torchvision' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

augment() {
    local value peer='' python
    value=$("$programs/bench_augment" "$1")
    python=$(torchvision_python)
    [[ -n $python ]] && peer=$("$python" tests/benchmarks/peer_torchvision.py "$1")
    report "augment-$1" "$value" 'us a view' "torchvision+PIL, one core" "$peer"
}

preview() {
    local median worst
    read -r median worst < <(QT_QPA_PLATFORM=offscreen "$programs/bench_preview" "$1")
    report "preview-$1" "$median" ms 'budget' "$2"
    ((json)) || echo "               95th percentile: $worst ms"
}

((json)) || printf '%-14s %10s %-12s %-28s %10s %7s\n' name value unit peer 'peer value' ratio
for name in "${wanted[@]}"; do
    case $name in
    augment-*) augment "${name#augment-}" ;;
    preview-32) preview 32 16 ;;
    preview-224) preview 224 50 ;;
    esac
done

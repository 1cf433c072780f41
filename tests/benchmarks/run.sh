#!/usr/bin/env bash
# tests/benchmarks/run.sh [NAME]... [--json]
# Measures and compares with a peer, or with a budget. Without names: all. Prints a table, or with --json one object a
# line: name, value, unit, peer, peer_value, ratio (above 1: better than the peer, or within the budget).
# TANDEM_CIFAR10=folder names CIFAR-10 as train --data takes it, which shortcut-cifar needs.
# startup-10k and run-table-10k are parts of runs-10000, which is measured for either.
# TANDEM_PRESET=name measures another build than the release one.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/setup.sh
preset=${TANDEM_PRESET:-release}
programs=build/$preset/benchmarks
names=(augment-32 augment-224 preview-32 preview-224 train-step-fp32 train-step-bf16 end-to-end peak-memory nt-xent-4096
    sync-batch-norm chart-1m chart-live runs-10000 metric-latency logging-overhead shortcut-cifar
    tsne-1797 tsne-5000 tsne-10000 tsne-50000 knn-50000 embed-refresh-2000 embed-first-frame
    embeddings-while-training map-100k map-1m lasso-100k map-hover)

json=0
wanted=()
for word in "$@"; do
    case $word in
    startup-10k | run-table-10k) # one measurement, also where both are wanted
        [[ " ${wanted[*]} " == *" runs-10000 "* ]] || wanted+=(runs-10000)
        ;;
    --json) json=1 ;;
    -h | --help) sed -n '2,7s/^# //p' "$0"; exit 0 ;;
    *)
        if [[ " ${names[*]} " != *" $word "* ]]; then
            echo "There is no benchmark named $word. Known: ${names[*]}, and startup-10k, run-table-10k." >&2
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
        printf '%-18s %10s %-14s %-29s %10s %7s\n' "$1" "$2" "$3" "$4" "${5:--}" "${ratio/null/-}"
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

# In the environment as it is, for both: the program sets what it needs, a Python program leaves it as it is.
training() {
    local value peer='' python
    value=$("$programs/bench_train" "$1")
    python=$(torchvision_python)
    [[ -n $python ]] && peer=$("$python" tests/benchmarks/peer_simclr.py "$1")
    report "$1" "$value" "$2" "PyTorch, same LibTorch" "$peer"
}

preview() {
    local median worst
    read -r median worst < <(QT_QPA_PLATFORM=offscreen "$programs/bench_preview" "$1")
    report "preview-$1" "$median" ms 'budget' "$2"
    ((json)) || echo "                 95th percentile: $worst ms"
}

# What a color histogram alone finds, with and without color jitter: no speed, but the argument for the recipe.
shortcut() {
    local crops color
    if [[ -z ${TANDEM_CIFAR10:-} ]]; then
        echo "shortcut-cifar is skipped: TANDEM_CIFAR10 names no folder with CIFAR-10." >&2
        return
    fi
    read -r crops color < <("$programs/bench_shortcut" "$TANDEM_CIFAR10")
    report shortcut-cifar "$color" '% found' 'crops and flips alone' "$crops"
}

map() {
    local median worst
    read -r median worst < <(QT_QPA_PLATFORM=offscreen "$programs/bench_map" "$2")
    report "$1" "$median" ms 'budget' "$3"
    ((json)) || echo "                 95th percentile: $worst ms"
}

chart() {
    local median worst work memory
    read -r median worst work memory < <(QT_QPA_PLATFORM=offscreen "$programs/bench_chart" "$1")
    report "chart-$1" "$median" 'ms a frame' budget "$2"
    ((json)) || echo "                 95th percentile: $worst ms; processor: $work ms; points in memory: $memory MB"
}

# The window over ten thousand stored runs, from a cache that is up to date, as at any start but the first.
runs() {
    local work open open_worst sort sort_worst filter filter_worst
    work=$(mktemp -d)
    "$programs/bench_runs" make "$work/p.tandem"
    report startup-10k "$(QT_QPA_PLATFORM=offscreen "$programs/bench_runs" start "$work/p.tandem")" ms budget 1000
    read -r open open_worst sort sort_worst filter filter_worst < \
        <(QT_QPA_PLATFORM=offscreen "$programs/bench_runs" table "$work/p.tandem")
    rm -rf "$work"
    report runs-10000-open "$open" ms budget 100
    report runs-10000-sort "$sort" ms budget 100
    report runs-10000-filter "$filter" ms budget 100
    ((json)) || echo "                 worst: open $open_worst ms, sort $sort_worst ms, filter $filter_worst ms"
}

metric_latency() {
    local median worst
    read -r median worst < <(QT_QPA_PLATFORM=offscreen "$programs/bench_latency")
    report metric-latency "$worst" 'ms at most' budget 500
    ((json)) || echo "                 median: $median ms"
}

# Against the step of a narrow ResNet-18 on 32x32 images: about the fastest step that anybody trains with, so the worst
# case.
logging_overhead() {
    local work speed step percent micros
    work=$(mktemp -d)
    "build/$preset/bin/tandem-cli" dataset make-shapes "$work/shapes" --per-class 100 >/dev/null 2>&1
    speed=$(XDG_CACHE_HOME=$work "build/$preset/bin/tandem-cli" train --project "$work/p.tandem" \
        --data "$work/shapes/train" --json --set encoder.width=0.25 --set encoder.stem=cifar --set train.batch_size=64 \
        --set train.epochs=2 --set train.warmup_epochs=0 --set optimizer.name=sgd 2>/dev/null | tail -n 1 |
        sed -n 's/.*"images_per_second":\([0-9.]*\).*/\1/p')
    rm -rf "$work"
    step=$(awk -v speed="$speed" 'BEGIN { printf "%.1f", 64000 / speed }')
    read -r percent micros < <("$programs/bench_logging" "$step")
    report logging-overhead "$percent" '% of a step' budget 0.5
    ((json)) || echo "                 $micros us of a step of $step ms"
}

. tests/benchmarks/layouts.sh

((json)) || printf '%-18s %10s %-14s %-29s %10s %7s\n' name value unit peer 'peer value' ratio
for name in "${wanted[@]}"; do
    case $name in
    augment-*) augment "${name#augment-}" ;;
    preview-32) preview 32 16 ;;
    preview-224) preview 224 50 ;;
    map-100k) map map-100k 100k 16.7 ;;  # 60 frames a second
    map-1m) map map-1m 1m 66.7 ;;        # 15 frames a second
    lasso-100k) map lasso-100k lasso 16 ;;
    map-hover) map map-hover hover 50 ;; # after the dwell
    chart-1m) chart 1m 33.3 ;;
    chart-live) chart live 8 ;;
    runs-10000) runs ;;
    metric-latency) metric_latency ;;
    logging-overhead) logging_overhead ;;
    tsne-*) tsne "${name#tsne-}" ;;
    knn-*) knn "${name#knn-}" ;;
    embed-refresh-2000) report "$name" "$("$programs/bench_live_map" refresh)" s budget 0.3 ;;
    embed-first-frame) report "$name" "$("$programs/bench_live_map" first-frame)" ms budget 150 ;;
    embeddings-while-training) embeddings_while_training ;;
    shortcut-cifar) shortcut ;;
    train-step-* | nt-xent-4096) training "$name" 'ms' ;;
    end-to-end) training "$name" 's/1000 images' ;;
    peak-memory) training "$name" 'MiB' ;;
    sync-batch-norm)
        report "$name" "$("$programs/bench_train" sync-batch-norm)" ms "LibTorch's, not synchronised" \
            "$("$programs/bench_train" plain-batch-norm)"
        ;;
    esac
done

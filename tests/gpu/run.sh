#!/usr/bin/env bash
# tests/gpu/run.sh [--torch DIR] [--prefix ARCHIVE] [--quick] [--build-only] [--results FILE] [--rehearse FILE]
# Builds the headless engine with a CUDA LibTorch, runs it on the GPU of this machine, and writes what was seen, with
# device and versions, into tests/gpu/RESULTS.md. Exit status 0: all passed; 1: something failed, or there is no GPU.
#
#   --torch DIR   the folder "torch" of a Python environment with a CUDA build of PyTorch (2.7 or later);
#                 else the one that python3 imports. A LibTorch of the system with CUDA is taken with --torch system
#   --prefix ARCHIVE  installs nothing, and takes from there what Debian's packages would bring: what tests/gpu/carry.sh
#                 has packed on a machine with a network, or the folder where that was unpacked
#   --quick       fewer images and epochs
#   --build-only  ends when the program is built, so that a later call only runs it
#   --results FILE  writes FILE instead, as on a machine that is lent, whose checkout does not stay
#   --rehearse FILE  does all of it on the processor, to try the script itself, and writes FILE instead. Takes the
#                 LibTorch of the system unless --torch names another
#
# Needs what packaging/debian-packages.txt lists for "headless", LibTorch aside; installs what is missing on Debian,
# unless --prefix is given: then a C++ compiler, CMake, ninja and python3 are enough.
# With GLOO_SOCKET_IFNAME etc. as usual. Without a GPU nothing is written.
set -euo pipefail
script=$(readlink -f "$0")
# shellcheck source=packaging/setup.sh
. "$(dirname "$script")/../../packaging/setup.sh"

torch='' prefix='' quick='' build_only='' results='' device=cuda precisions=(fp32 bf16 fp16)
while [ $# -gt 0 ]; do
    case $1 in
    --torch) torch=${2:?--torch takes a folder}; shift ;;
    --prefix) prefix=$(readlink -m "${2:?--prefix takes an archive or a folder}"); shift ;;
    --quick) quick=yes ;;
    --build-only) build_only=yes ;;
    --results) results=$(readlink -m "${2:?--results takes a file}"); shift ;;
    --rehearse) results=$(readlink -m "${2:?--rehearse takes a file}") device=cpu precisions=(fp32 bf16); shift ;;
    -h | --help) sed -n '2,20s/^# \{0,1\}//p' "$script"; exit 0 ;;
    *) say "There is no option $1; see $0 --help."; exit 2 ;;
    esac
    shift
done
[ $device = cpu ] && torch=${torch:-system}
[ -z "$torch" ] || [ "$torch" = system ] || torch=$(readlink -m "$torch") # before the folder changes
cd "$(dirname "$script")/../.."
results=${results:-tests/gpu/RESULTS.md}
[ -d "$(dirname "$results")" ] || die "There is no folder $(dirname "$results") to write results into."

[ $device = cpu ] || [ -n "$build_only" ] || nvidia-smi -L >/dev/null 2>&1 ||
    die "No NVIDIA GPU can be used here: nothing was run, and $results is left as it is."

python=$(command -v python3) || die "python3 is needed, to read results."
if [ -z "$torch" ]; then
    torch=$("$python" -c 'import os, torch; print(os.path.realpath(os.path.dirname(torch.__file__)))' 2>/dev/null) ||
        die "python3 has no PyTorch: install one with CUDA (python3 -m pip install torch), or name its folder with --torch."
fi
tree=build/gpu wheel='' prefix_path='' linker_flags=${LDFLAGS:-}
if [ "$torch" != system ]; then
    [ $device = cpu ] || [ -e "$torch/lib/libtorch_cuda.so" ] ||
        die "The PyTorch in $torch has no CUDA: install a build that has."
    # shellcheck disable=SC2034 # read by packages_of
    without_packages=libtorch-dev
    wheel=$torch
elif [ $device = cpu ] && [ -z "$prefix" ]; then
    tree=build/headless # the same build
fi
mkdir -p $tree

# use_prefix: has the libraries found in its folder, also those that libraries load in turn, which DT_RUNPATH does not.
use_prefix() {
    [ -e "$prefix" ] || die "There is no $prefix: tests/gpu/carry.sh makes such an archive."
    if [ -f "$prefix" ]; then
        local archive=$prefix
        prefix=$PWD/$tree/prefix
        if [ ! -d "$prefix/usr" ] || [ "$archive" -nt "$prefix/usr" ]; then
            say "Unpacking $archive."
            rm -rf "$prefix" "$prefix.part"
            # Not tar, which wants xz as a program of its own.
            "$python" -m tarfile -e "$archive" "$prefix.part" || die "$archive could not be unpacked."
            touch "$prefix.part/usr"
            mv "$prefix.part" "$prefix" # so that a part is never taken for the whole
        fi
    fi
    prefix_path=$prefix/usr linker_flags="$linker_flags -Wl,--disable-new-dtags"
}
if [ -n "$prefix" ]; then use_prefix; else install_packages headless; fi

# remembered NAME: what CMake keeps of an earlier call.
remembered() {
    if [ -e $tree/CMakeCache.txt ]; then sed -n "s/^$1:[^=]*=//p" $tree/CMakeCache.txt; fi
}
# CMake would also keep what it found by them.
if [ "$(remembered TANDEM_TORCH_WHEEL)" != "$wheel" ] || [ "$(remembered CMAKE_PREFIX_PATH)" != "$prefix_path" ]; then
    rm -f $tree/CMakeCache.txt
fi
say "Configuring $tree."
cmake -S . -B $tree -G Ninja -DCMAKE_BUILD_TYPE=Release -DTANDEM_GUI=OFF -DTANDEM_TESTS=OFF -DTANDEM_WERROR=OFF \
    "-DTANDEM_TORCH_WHEEL=$wheel" "-DCMAKE_PREFIX_PATH=$prefix_path" "-DCMAKE_EXE_LINKER_FLAGS=$linker_flags" \
    >$tree/configure.log 2>&1 ||
    { cat $tree/configure.log >&2; die "CMake could not configure the project; what it said is above."; }
ninja -C $tree -j "$(jobs)" tandem-cli >&2 || die "The build failed; what the compiler said is above."
cli=$PWD/$tree/bin/tandem-cli
if [ -n "$build_only" ]; then
    say "$cli is built: $("$cli" --version)"
    exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache
passed=0 failed=0 skipped=0
sections=$work/sections.md
: >"$sections"

# section TITLE: begins one of the report.
section() { printf '\n## %s\n\n' "$1" >>"$sections"; }
# outcome WORD TEXT: one line of it, counted.
outcome() {
    printf -- '- **%s**: %s\n' "$1" "$2" >>"$sections"
    say "$1: $2"
    case $1 in
    passed) passed=$((passed + 1)) ;;
    FAILED) failed=$((failed + 1)) ;;
    skipped) skipped=$((skipped + 1)) ;;
    esac
}
# value FILE KEY: of the last object in a file of JSON lines; "-" if it is not there.
value() {
    "$python" - "$1" "$2" <<'PY'
import json, sys
last = {}
for line in open(sys.argv[1]):
    try:
        last = json.loads(line)
    except ValueError:
        pass
for key in sys.argv[2].split("."):
    last = last.get(key) if isinstance(last, dict) else None
print("-" if last is None else f"{last:.4g}" if isinstance(last, float) else last)
PY
}

# judged JUDGE FILE: counts what judge.py says of a file, a line each.
judged() {
    local word text
    "$python" tests/gpu/judge.py "$1" "$2" >"$work/judged" 2>"$work/judged.err" ||
        outcome FAILED "$1: judge.py failed: $(tail -n 1 "$work/judged.err")"
    while IFS=$'\t' read -r word text; do outcome "$word" "$text"; done <"$work/judged"
}

# quoted FILE LINES: the end of a file as a block of the report.
quoted() {
    printf '\n%s\n%s\n%s\n' '```' "$(tail -n "$2" "$1")" '```' >>"$sections"
}

section "Device and versions"
"$cli" doctor --json >"$work/doctor.jsonl"
"$python" - "$work/doctor.jsonl" >"$work/doctor.md" <<'PY'
import json, sys
facts = json.loads(open(sys.argv[1]).readline())
for key, text in facts.items():
    if key != "warnings":
        print(f"- {key}: {text}")
for warning in facts["warnings"]:
    print(f"- warning: {warning}")
PY
{
    cat "$work/doctor.md"
    [ $device = cpu ] || printf -- '- nvidia-smi: %s\n' \
        "$(nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader | head -1)"
    printf -- '- commit: %s\n' "$(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
} >>"$sections"
ranks_over=$(value "$work/doctor.jsonl" ranks_over)
if [ $device = cuda ]; then
    for backend in gloo nccl; do
        [[ $ranks_over == *$backend* ]] || outcome FAILED "this build has no $backend; $tree/configure.log says why"
    done
fi

section "Self-test on $device"
began=$SECONDS
"$cli" selftest --device $device --json >"$work/selftest.jsonl" 2>"$work/selftest.err" || true
judged selftest "$work/selftest.jsonl"
if [ -s "$work/selftest.err" ]; then quoted "$work/selftest.err" 5; fi
printf '\nIt took %d s.\n' $((SECONDS - began)) >>"$sections"

per_class=1000 epochs=10 batch=512
[ -n "$quick" ] && per_class=200 epochs=6 batch=256
[ -n "$quick" ] && [ $device = cpu ] && per_class=100 epochs=4 batch=128
"$cli" dataset make-shapes "$work/shapes" --per-class "$per_class" >/dev/null
common=(--project "$work/gpu.tandem" --data "$work/shapes/train" --test-data "$work/shapes/test" --json
    --set "train.device=$device" --set augment.preset=shapes --set "train.batch_size=$batch" --set "train.epochs=$epochs"
    --set train.warmup_epochs=1 --set evaluate.knn_neighbors=20 --set optimizer.name=adamw
    --set optimizer.learning_rate=0.001 --set objective.temperature=0.5)

width=1
[ $device = cpu ] && width=0.25
common+=(--set "encoder.width=$width")
section "Training a ResNet-18, width $width, CIFAR stem, batch $batch, $((10 * per_class)) images of 32×32"
{
    sed -n '/^A run has learned/,/further off\.$/p' tests/gpu/judge.py
    printf '\n| precision | renderer | ranks | images/s | waiting for data | GPU memory, predicted | last epoch'"'"'s loss '
    printf '| chance | kNN | steps without update | outcome |\n'
    printf '|---|---|---|---|---|---|---|---|---|---|---|\n'
} >>"$sections"
fp32_loss=
# train_once PRECISION RENDERER RANKS: a run, and a line of the table.
train_once() {
    local name="$1 $2 $3" folder=$work/$1-$2-$3 seen loss said row
    mkdir "$folder"
    "$cli" train "${common[@]}" --name "$name" --set "train.precision=$1" --set "augment.renderer=$2" \
        --ranks "$3" >"$folder/run.jsonl" 2>"$folder/err" || printf '\n{"exit": %d}\n' $? >>"$folder/run.jsonl"
    "$cli" runs show --project "$work/gpu.tandem" --json "$name" >"$folder/show.jsonl" 2>"$folder/show.err" || true
    if [ "$3" = 1 ]; then
        "$cli" train --dry-run "${common[@]:2}" --set "train.precision=$1" --set "augment.renderer=$2" \
            >"$folder/dry.jsonl" 2>"$folder/dry.err" || true
    fi
    mapfile -t seen < <("$python" tests/gpu/judge.py training "$folder" "$@" $device "$fp32_loss" 2>"$folder/judge.err")
    loss=${seen[0]:--} said=${seen[1]:-judge.py failed}
    row=${seen[2]:-"| $1 | $2 | $3 | - | - | - | - | - | - | - | $said |"}
    printf '%s\n' "$row" >>"$sections"
    [ -n "$fp32_loss" ] || [ "$loss" = - ] || fp32_loss=$loss # the first run's
    if [ "$said" = passed ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        say "$name: $said. $(tail -n 1 "$folder/err")"
        failed_runs+=("$folder")
    fi
}
failed_runs=()
for precision in "${precisions[@]}"; do
    for renderer in device cpu; do train_once "$precision" "$renderer" 1; done
done
gpus=$(nvidia-smi -L 2>/dev/null | wc -l) || gpus=0
if [ "$gpus" -gt 2 ]; then train_once bf16 device "$gpus"; fi
if [[ $ranks_over == *gloo* ]]; then
    train_once fp32 device 2 # on one GPU over Gloo, on two over NCCL
else
    printf '\n' >>"$sections" # ends the table
    outcome skipped "training over two ranks: Gloo was not built in"
fi
for folder in "${failed_runs[@]}"; do
    cat "$folder"/*err >"$folder/said"
    quoted "$folder/said" 3
done

section "A killed run goes on"
run_out=$work/kill.jsonl
"$cli" train "${common[@]}" --name killed --set train.epochs=50 --set train.checkpoint_every=1 >"$run_out" 2>"$run_out.err" &
pid=$!
for _ in $(seq 600); do
    grep -q '"event":"epoch","epoch":2' "$run_out" && break
    kill -0 $pid 2>/dev/null || break
    sleep 0.2
done
kill -9 $pid 2>/dev/null || true
wait $pid 2>/dev/null || true
timeout -s INT 60 "$cli" train --project "$work/gpu.tandem" --resume killed --json >"$work/resumed.jsonl" 2>"$work/resumed.err" || true
judged resumed "$work/resumed.jsonl"
if grep -q ^FAILED "$work/judged"; then quoted "$work/resumed.err" 3; fi

{
    if [ $device = cpu ]; then printf '# Rehearsal on a processor\n\n'; else printf '# What was seen on a GPU\n\n'; fi
    printf 'Written by tests/gpu/run.sh on %s: %d passed, %d failed, %d skipped.\n' \
        "$(date -u +%Y-%m-%d)" "$passed" "$failed" "$skipped"
    cat "$sections"
} >"$results"
say "$results was written."
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]

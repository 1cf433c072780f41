#!/bin/bash
# Kills training runs with -9 at random instants, resumes them, and holds each against a run that was never disturbed:
# weights, every point of every series (times apart), evaluations, embeddings and epochs must agree to the last bit.
#
#   tests/resume/kill_and_resume.sh [TRIALS=50] [SEED]
#
# Programs are taken from build/release, or from where TANDEM_CLI and RESUME_HELPER point. A trial kills one to three
# times; every other kill waits for a checkpoint that is being written. Every third trial also spoils the newest
# checkpoint, as a disk might: then the one before it must be used.
set -euo pipefail

trials=${1:-50}
RANDOM=${2:-$$}
root=$(cd "$(dirname "$0")/../.." && pwd)
cli=${TANDEM_CLI:-$root/build/release/bin/tandem-cli}
helper=${RESUME_HELPER:-$root/build/release/tests/resume_helper}
run=01ARZ3NDEKTSV4RRFFQ69G5FAV

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache OMP_WAIT_POLICY=passive

"$cli" dataset make-shapes "$work/shapes" --per-class 16 >/dev/null 2>&1
start=("$cli" train --data "$work/shapes/train" --test-data "$work/shapes/test" --run-id "$run"
    --set encoder.width=0.25 --set head.output=32 --set augment.preset=shapes --set optimizer.name=sgd
    --set optimizer.learning_rate=0.1 --set train.batch_size=32 --set train.epochs=6 --set train.warmup_epochs=1
    --set train.device=cpu --set train.threads=1 --set train.loader_threads=1 --set evaluate.bank_limit=64)

now_ms() { date +%s%3N; }

# Begins the run, or goes on with it, whichever its state asks for.
begin_or_resume() { # PROJECT
    if [ -e "$1/runs/$run/run.db" ]; then
        exec "$cli" train --project "$1" --resume "$run"
    else
        exec "${start[@]}" --project "$1"
    fi
}

began=$(now_ms)
"${start[@]}" --project "$work/whole" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
whole_ms=$(($(now_ms) - began))
echo "an undisturbed run takes $whole_ms ms"

flip_a_byte() { # FILE: one in its middle
    local size at byte
    size=$(stat -c %s "$1")
    at=$((size / 2))
    byte=$(od -An -tu1 -j "$at" -N 1 "$1" | tr -d ' ')
    printf '%b' "\\x$(printf '%02x' $((byte ^ 1)))" | dd of="$1" bs=1 seek="$at" conv=notrunc status=none
}

spoiled=0
kills=0
in_writing=0
trial() { # NUMBER
    local project=$work/trial times=$((RANDOM % 3 + 1)) i process checkpoints
    rm -rf "$project"
    : >"$work/log"
    for ((i = 0; i < times; i++)); do
        begin_or_resume "$project" >>"$work/log" 2>&1 &
        process=$!
        checkpoints=$project/runs/$run/checkpoints
        if [ $((RANDOM % 2)) = 0 ]; then
            while [ ! -d "$checkpoints" ] && kill -0 "$process" 2>/dev/null; do sleep 0.01; done
            [ -d "$checkpoints" ] &&
                "$helper" kill-while-writing "$process" "$checkpoints" $((RANDOM % 4 + 1)) $((RANDOM % 3000))
            in_writing=$((in_writing + 1))
        else
            sleep "$(printf '0.%03d' $((RANDOM % 1000)))"
            sleep "$((RANDOM % (whole_ms / 1000 + 1)))"
            kill -KILL "$process" 2>/dev/null || true
        fi
        wait "$process" 2>/dev/null || true
        kills=$((kills + 1))
    done
    if "$cli" runs show --json --project "$project" "$run" 2>/dev/null | grep -q '"state":"done"'; then
        echo "trial $1: done before the last kill"
    else
        local files=()
        mapfile -t files < <(find "$project/runs/$run/checkpoints" -name '*.ckpt' 2>/dev/null | sort)
        if [ $(($1 % 3)) = 0 ] && [ ${#files[@]} -ge 2 ]; then
            flip_a_byte "${files[-1]}"
            spoiled=$((spoiled + 1))
        fi
        (begin_or_resume "$project") >>"$work/log" 2>&1 || { echo "trial $1: could not go on"; cat "$work/log"; return 1; }
    fi
    local outcome
    outcome=$("$helper" compare "$work/whole" "$run" "$project" "$run") ||
        { echo "trial $1, $times kills: $outcome"; cat "$work/log"; return 1; }
    echo "trial $1, $times kills: $outcome"
}

failed=0
for ((n = 1; n <= trials; n++)); do
    trial "$n" || failed=$((failed + 1))
done
echo "$trials trials, $kills kills ($in_writing of them aimed at a checkpoint being written), $spoiled spoiled checkpoints: $failed failed"
[ "$failed" = 0 ]

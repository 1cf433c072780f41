#!/bin/bash
# Disturbs training runs at random instants, goes on with them, and holds each against a run that was never disturbed:
# weights, every point of every series (times apart), evaluations, embeddings and epochs must agree to the last bit.
#
#   tests/resume/kill_and_resume.sh [TRIALS=50] [SEED]
#
# Programs are taken from build/release, or from where TANDEM_CLI and RESUME_HELPER point. A trial disturbs one to three
# times, taking turns: a kill at any instant, a kill while a checkpoint is being written, a stop by SIGINT at any
# instant, and a stop between the last step of an epoch and its end with a kill soon after. Every third trial also
# spoils the newest checkpoint, as a disk might: then the one before it must be used. Of two epochs one keeps no
# checkpoint, so that what a kill undoes may reach behind what an earlier process has recorded.
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
    --set train.device=cpu --set train.threads=1 --set train.loader_threads=1 --set evaluate.bank_limit=64
    --set train.checkpoint_every=2)
late_in_odd_epochs='13|14|15|23|24|25' # steps: an epoch has 5

now_ms() { date +%s%3N; }

# Begins the run, or goes on with it, whichever its state asks for.
begin_or_resume() {
    if [ -e "$project/runs/$run/run.db" ]; then
        exec "$cli" train --json --project "$project" --resume "$run"
    else
        exec "${start[@]}" --json --project "$project"
    fi
}

# The same as $process; what it tells goes to $events.
begin_aside() {
    : >"$events"
    begin_or_resume >"$events" 2>>"$work/log" &
    process=$!
}

is_done() {
    "$cli" runs show --json --project "$project" "$run" 2>/dev/null | grep -q '"state":"done"'
}

await_event() { # PATTERN: until it is told, or the process has ended
    until grep -qE "$1" "$events" || ! kill -0 "$process" 2>/dev/null; do sleep 0.01; done
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

sleep_a_while() { # up to this disturbance's share of the time that a run takes
    local ms=$((RANDOM % (whole_ms / times + 1)))
    sleep "$(printf '%d.%03d' $((ms / 1000)) $((ms % 1000)))"
}

kill_now() {
    kill -KILL "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
    kills=$((kills + 1))
}

# Fails unless the process stops cleanly, or had ended before.
stop_now() {
    local status=0
    kill -INT "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || status=$?
    stops=$((stops + 1))
    case $status in
    0) ;;
    130) ! grep -q '"event":"step"' "$events" || tail -n 1 "$events" | grep -q '"state":"stopped"' ;;
    *) false ;;
    esac
}

kill_at_random() {
    begin_aside
    sleep_a_while
    kill_now
}

kill_while_writing() {
    local checkpoints=$project/runs/$run/checkpoints
    begin_aside
    while [ ! -d "$checkpoints" ] && kill -0 "$process" 2>/dev/null; do sleep 0.01; done
    [ ! -d "$checkpoints" ] ||
        "$helper" kill-while-writing "$process" "$checkpoints" $((RANDOM % 4 + 1)) $((RANDOM % 3000))
    in_writing=$((in_writing + 1))
    kill_now
}

stop_at_random() {
    begin_aside
    sleep_a_while
    stop_now
}

# Stops where epoch 3 or 5, which keep no checkpoint of their own, has its last step but no end. The next process
# measures the epoch and is killed, so that the one after it measures the epoch again.
stop_before_an_end() {
    for _ in 1 2 3; do # a process stops a step or two after it was told to
        ! is_done || return 0
        begin_aside
        await_event "\"step\":($late_in_odd_epochs),"
        stop_now || return 1
        if tail -n 1 "$events" | grep -qE '"epoch":(2|4),"epochs":6,"step":(15|25),'; then
            before_an_end=$((before_an_end + 1))
            break
        fi
    done
    begin_aside
    await_event '"event":"epoch"'
    kill_now
}

disturbances=(kill_at_random stop_at_random stop_before_an_end kill_while_writing)
kills=0
in_writing=0
stops=0
before_an_end=0
spoiled=0
project=$work/trial
events=$work/events
trial() { # NUMBER
    local times=$((3 - $1 % 3)) i
    rm -rf "$project"
    : >"$work/log"
    for ((i = 0; i < times; i++)); do
        ! is_done || break
        "${disturbances[$((($1 + i) % 4))]}" ||
            { echo "trial $1: no clean stop"; tail -n 1 "$events"; cat "$work/log"; return 1; }
    done
    if is_done; then
        echo "trial $1: done before it was disturbed for the last time"
    else
        local files=()
        mapfile -t files < <(find "$project/runs/$run/checkpoints" -name '*.ckpt' 2>/dev/null | sort)
        if [ $(($1 % 3)) = 0 ] && [ ${#files[@]} -ge 2 ]; then
            flip_a_byte "${files[-1]}"
            spoiled=$((spoiled + 1))
        fi
        (begin_or_resume) >/dev/null 2>>"$work/log" || { echo "trial $1: could not go on"; cat "$work/log"; return 1; }
    fi
    local outcome
    outcome=$("$helper" compare "$work/whole" "$run" "$project" "$run") ||
        { echo "trial $1, $times disturbances: $outcome"; cat "$work/log"; return 1; }
    echo "trial $1, $times disturbances: $outcome"
}

failed=0
for ((n = 1; n <= trials; n++)); do
    trial "$n" || failed=$((failed + 1))
done
echo "$trials trials, $kills kills ($in_writing aimed at a checkpoint being written), $stops stops ($before_an_end between" \
    "an epoch's last step and its end), $spoiled spoiled checkpoints: $failed failed"
[ "$failed" = 0 ]

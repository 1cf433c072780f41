#!/bin/bash
# Sets everything up, makes the sample project, and opens the window on it with a run under way.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. packaging/setup.sh

usage() {
    cat <<'TEXT'
Usage: packaging/run.sh [--headless] [--help] [OPTION OF tandem-cli train]...

Installs missing Debian packages (as root or with sudo; asks for nothing), builds Tandem into build/release, makes a
sample project with generated images if there is none, and opens the window on it with a SimCLR run under way. The run
goes on when the window is closed.

  --headless   No window: train the sample in this terminal. Without a display this is what happens anyway. Needs none
               of the packages of the window.
  --help       This text.

Other options go to tandem-cli train, for example: --set train.epochs=5

The sample lives in ${XDG_DATA_HOME:-~/.local/share}/tandem: delete that folder to begin again.
TEXT
}

headless=no
train_options=()
for argument in "$@"; do
    case $argument in
    --headless) headless=yes ;;
    --help | -h) usage && exit 0 ;;
    *) train_options+=("$argument") ;;
    esac
done
if [ $headless = no ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): training in the terminal instead."
    headless=yes
fi

if [ $headless = yes ]; then
    install_packages headless
    # A tree that has the window configured is as good; only its command line is built.
    if [ ! -f build/release/build.ninja ]; then
        configure release -DTANDEM_GUI=OFF -DTANDEM_TESTS=OFF
    fi
    build release tandem-cli
else
    install_packages headless window
    configure release -DTANDEM_GUI=ON
    build release tandem tandem-cli
fi

bin=$PWD/build/release/bin
home=${XDG_DATA_HOME:-$HOME/.local/share}/tandem
shapes=$home/shapes
project=$home/sample.tandem
if [ ! -d "$shapes" ]; then
    say "Making the sample images in $shapes."
    mkdir -p "$home"
    rm -rf "$shapes.partial"
    "$bin/tandem-cli" dataset make-shapes "$shapes.partial" --size 32 --per-class 500 >/dev/null
    mv "$shapes.partial" "$shapes"
fi

# Narrow and short enough for two cores: a few minutes.
train=("$bin/tandem-cli" train --project "$project" --data "$shapes/train" --test-data "$shapes/test"
    --name "Shapes sample" --set augment.preset=shapes --set encoder.width=0.25 --set train.batch_size=128
    --set train.epochs=15 --set evaluate.knn_neighbors=20
    --set train.warmup_epochs=2 --set optimizer.name=sgd --set optimizer.learning_rate=0.4
    --set optimizer.scaling=linear --set objective.temperature=0.2 "${train_options[@]}")

if [ $headless = yes ]; then
    say "Training SimCLR on the sample images in $project."
    exec "${train[@]}"
fi

if "$bin/tandem-cli" runs list --project "$project" --json 2>/dev/null | grep -qE '"state":"(starting|running|stopping)"'; then
    say "A run is under way in $project."
else
    log=$home/sample-run.log
    say "Starting a run in $project; what it says goes to $log."
    mkdir -p "$project/runs"
    before=$(find "$project/runs" -mindepth 1 -maxdepth 1 | wc -l)
    setsid "${train[@]}" </dev/null >"$log" 2>&1 &
    trainer=$!
    while [ "$(find "$project/runs" -mindepth 1 -maxdepth 1 | wc -l)" -le "$before" ]; do
        kill -0 $trainer 2>/dev/null || die "The run did not start: $(tail -n 1 "$log")"
        sleep 0.1
    done
fi
exec "$bin/tandem" "$project" --page runs

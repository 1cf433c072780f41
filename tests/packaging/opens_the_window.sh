#!/bin/bash
# What packaging/run.sh does on a machine with a display and without a sample project: with the real tandem-cli, and a
# window that only says how it was opened. Set-up, configuring and building are left out.
#
#   TANDEM_CLI=program tests/packaging/opens_the_window.sh
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'pkill -KILL -f "$work" || true; rm -rf "$work"' EXIT

mkdir -p "$work/packaging" "$work/build/release/bin"
cp "$root/packaging/run.sh" "$work/packaging/"
{
    cat "$root/packaging/setup.sh"
    printf '%s() { :; }\n' install_packages configure build
} >"$work/packaging/setup.sh"
ln -s "$TANDEM_CLI" "$work/build/release/bin/tandem-cli"
printf '#!/bin/bash\necho "window: $*"\n' >"$work/build/release/bin/tandem"
chmod +x "$work/build/release/bin/tandem"

export DISPLAY=:99 XDG_DATA_HOME=$work/data XDG_CACHE_HOME=$work/cache
project=$XDG_DATA_HOME/tandem/sample.tandem

fail() {
    echo "$*: $(cat "$work/out")"
    exit 1
}

open() { "$work/packaging/run.sh" --set train.epochs=1000 >"$work/out" 2>&1 || fail "run.sh failed"; }

open
grep -qx "window: $project --page runs" "$work/out" || fail "the window was not opened on the project"
runs=$(find "$project/runs" -mindepth 1 -maxdepth 1 | wc -l)
[ "$runs" -eq 1 ] || fail "there are $runs runs"

# The second call finds the run under way and begins no other.
until "$TANDEM_CLI" runs list --project "$project" --json | grep -q '"state":"running"'; do sleep 0.2; done
open
grep -q "A run is under way" "$work/out" || fail "the run under way was not seen"
runs=$(find "$project/runs" -mindepth 1 -maxdepth 1 | wc -l)
[ "$runs" -eq 1 ] || fail "there are $runs runs"

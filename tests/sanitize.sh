#!/bin/bash
# Builds core's tests with a sanitizer and runs them; ends with a line that counts them.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. packaging/setup.sh

usage='Usage: tests/sanitize.sh asan|tsan

asan  address, leak and undefined behaviour sanitizers on all tests of core
tsan  thread sanitizer on the tests of base, store and data, and on the loader

Builds into build/asan or build/tsan. A finding fails the test that met it.'

here=$PWD/tests
preset=${1:-}
case $preset in
asan) folders=(base config data augment report analysis store catalog exchange sweep engine jobs) filter='*' ;;
tsan) folders=(base store data engine) filter='Loader.*:RankLoader.*' ;;
--help) printf '%s\n' "$usage" && exit ;;
*) say "$usage" && exit 2 ;;
esac

# Findings end the program at once, so that none is a line that nobody reads.
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1
export LSAN_OPTIONS=suppressions=$here/lsan.supp:print_suppressions=0
# Tests start programs, and QProcess forks from threads: the child only calls exec, but the sanitizer would end it.
export TSAN_OPTIONS=die_after_fork=0:halt_on_error=1:second_deadlock_stack=1:suppressions=$here/tsan.supp
export GTEST_FILTER=$filter

install_packages headless window test # core/jobs and Qt Test need Qt; the window itself is not built
configure "$preset" -DTANDEM_GUI=ON -DTANDEM_TESTS=ON
targets=()
for folder in "${folders[@]}"; do targets+=("tests/$folder/all"); done
build "$preset" "${targets[@]}"

passed=0 failed=0
for folder in "${folders[@]}"; do
    ctest --test-dir "build/$preset/tests/$folder" --output-on-failure >"build/$preset/$folder.log" 2>&1 || true
    fine=$(grep -c '^ *[0-9]*/[0-9]* Test .* Passed ' "build/$preset/$folder.log" || true)
    broken=$(sed -n 's/.* tests passed, \([0-9]*\) tests failed out of .*/\1/p' "build/$preset/$folder.log")
    [ "$fine" -gt 0 ] || broken=${broken:-1} # no test is no success
    say "$folder: $fine test programs passed, ${broken:=0} failed"
    [ "$broken" -eq 0 ] || cat "build/$preset/$folder.log"
    passed=$((passed + fine)) failed=$((failed + broken))
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]

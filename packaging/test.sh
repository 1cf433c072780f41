#!/bin/bash
# Sets everything up, builds everything, runs all tests, and ends with a line that counts them.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. packaging/setup.sh

if [ "${1:-}" = --help ]; then
    cat <<'TEXT'
Usage: packaging/test.sh [OPTION OF ctest]...

Installs missing Debian packages, builds everything with the preset named by TANDEM_PRESET (release where unset) and runs
the whole test suite under CTest. Options go to ctest, for example: -R tst_layout
TEXT
    exit 0
fi

preset=${TANDEM_PRESET:-release}
install_packages headless window test
configure "$preset" -DTANDEM_GUI=ON -DTANDEM_TESTS=ON
build "$preset"

# Two programs at a time fill the cores while one of them starts or waits; more would only make trainings wait for each
# other. Those that look at the clock run alone.
status=0
OMP_WAIT_POLICY=passive ctest --preset "$preset" -j 2 --output-on-failure "$@" || status=$?

# Counts the cases inside the programs (Qt Test and GoogleTest say them); a program that failed without naming a case
# (a crash, a time limit) counts as one failure.
awk -v status="$status" '
    /^Totals: [0-9]+ passed/    { passed += $2; failed_here += $4 }
    /^\[  PASSED  \] [0-9]+ test/ { passed += $4 }
    /^\[  FAILED  \] [0-9]+ test/ { failed_here += $4 }
    /^Test (Passed|Failed)\./   { programs++ }
    /^SKIPPED: /                { skipped[$0] }
    /^Test Passed\./            { failed += failed_here; failed_here = 0 }
    /^Test Failed\./            { failed += failed_here ? failed_here : 1; failed_here = 0 }
    END {
        if (status != 0 && !failed)
            failed = 1
        for (line in skipped)
            print line
        printf "%d test programs\n%d passed, %d failed\n", programs, passed, failed
    }' "build/$preset/Testing/Temporary/LastTest.log"
exit "$status"

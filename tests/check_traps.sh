#!/bin/bash
# Every test that TRAPS.md names exists, and none of its 52 lines is missing.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
failed=0
for trap in {0..52}; do
    grep -q "^| $trap " TRAPS.md || { echo "TRAPS.md has no line for trap $trap"; failed=1; }
done
# Names in the table alone; a test is declared as TEST(Suite, name), void name(); or with add_test.
while read -r name; do
    case $name in
    golden_*) [ -f "golden/${name#golden_}.py" ] && continue ;;
    *) grep -rqE "(TEST\(\w+, $name\)|void $name\(\);|add_test\(NAME $name )" --include='*.cpp' --include=CMakeLists.txt . && continue ;;
    esac
    echo "TRAPS.md names a test that does not exist: $name"
    failed=1
done < <(grep '^| [0-9]' TRAPS.md | grep -o "\`[^\`]*\`" | tr -d "\`" | sort -u)
# And the other way round: every test that is called after a trap stands in the table.
while read -r name; do
    grep -q "\`$name\`" TRAPS.md || { echo "TRAPS.md does not name $name"; failed=1; }
done < <(grep -rhoE 'TEST\(\w+, Trap\w+\)' --include='*.cpp' . | sed 's/.*, \(.*\))/\1/' | sort -u)
exit $failed

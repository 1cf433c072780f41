# Set-up shared by run.sh and test.sh: sourced, with the repository root as working directory.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

# packages_of GROUP...: the packages of these groups, but for those named in $without_packages.
packages_of() {
    local group package wanted=" $* "
    while read -r group package; do
        case " ${without_packages:-} " in *" $package "*) continue ;; esac
        case $wanted in *" $group "*) printf '%s\n' "$package" ;; esac
    done <packaging/debian-packages.txt
}

# missing_packages GROUP...: those of them that are not installed. One dpkg-query for all, so that it costs nothing when
# there is nothing to do.
missing_packages() {
    local packages installed
    mapfile -t packages < <(packages_of "$@")
    # dpkg-query fails when it does not know one of the names; what it prints about the others still holds.
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null) || true
    local package
    for package in "${packages[@]}"; do
        grep -qxF "installed $package" <<<"$installed" || printf '%s\n' "$package"
    done
}

# install_packages GROUP...: installs what is missing, saying which; asks nothing.
install_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "This is no Debian system: the packages of packaging/debian-packages.txt are taken to be there."
        return
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -eq 0 ] && return
    say "Missing Debian packages: ${missing[*]}"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
            die "Installing them takes root rights: run  apt-get install --no-install-recommends ${missing[*]}  as root, then start this again."
        fi
        as_root=(sudo)
    fi
    say "Installing them with apt-get."
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600)
    "${apt[@]}" update >&2 || say "apt-get update failed; going on with the package lists that are there."
    "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >&2 ||
        die "apt-get could not install the packages; what it said is above."
}

# cached PRESET OPTION: its value in a configured build tree.
cached() {
    sed -n "s/^$2:[A-Z]*=//p" "build/$1/CMakeCache.txt" 2>/dev/null
}

# configure PRESET [-DOPTION=VALUE]...: configures build/PRESET unless it is so already. ninja itself starts CMake again
# when a CMake file has changed.
configure() {
    local preset=$1 option up_to_date=yes
    shift
    [ -f "build/$preset/build.ninja" ] || up_to_date=no
    for option in "$@"; do
        option=${option#-D}
        [ "$(cached "$preset" "${option%%=*}")" = "${option#*=}" ] || up_to_date=no
    done
    [ $up_to_date = yes ] && return
    mkdir -p "build/$preset"
    say "Configuring build/$preset."
    cmake --preset "$preset" "$@" >"build/$preset/configure.log" 2>&1 || {
        cat "build/$preset/configure.log" >&2
        die "CMake could not configure the project; what it said is above."
    }
}

# How many compilers at once: one a core, but at least 1.5 GiB of memory for each.
jobs() {
    local cores by_memory
    cores=$(nproc)
    by_memory=$(awk '/^MemAvailable:/ { print int($2 / 1572864) }' /proc/meminfo)
    [ "${by_memory:-1}" -ge 1 ] || by_memory=1
    echo $((cores < by_memory ? cores : by_memory))
}

# build PRESET [TARGET]...: everything where no target is named.
build() {
    local preset=$1
    shift
    # Paths relative to the checkout: a second checkout of the same sources then finds the objects of the first.
    export CCACHE_BASEDIR="${CCACHE_BASEDIR:-$PWD}"
    ninja -C "build/$preset" -j "$(jobs)" "$@" >&2 || die "The build failed; what the compiler said is above."
}

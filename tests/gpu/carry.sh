#!/usr/bin/env bash
# tests/gpu/carry.sh FILE.tar.xz
# Packs what tests/gpu/run.sh --prefix needs on a machine without network and without Debian's headers: headers, CMake
# files and libraries of the packages below, with every library that these load (about 50 MB). It runs on Debian with a
# network, needs no root rights and installs nothing. C and C++ libraries, compiler, CMake, ninja, python3 and PyTorch
# are the other machine's own; its C library must be as new as this one's.
set -euo pipefail
case ${1:-} in
-h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
'' | -*) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
archive=$(readlink -m "$1")
cd "$(dirname "$(readlink -f "$0")")/../.."
. packaging/setup.sh
[ -d "$(dirname "$archive")" ] || die "There is no folder $(dirname "$archive") to write the archive into."

# The group "headless", but for tools, for LibTorch with what only that needs, and for the modules of OpenCV that nothing
# here uses: its whole set comes with Qt, VTK and FFmpeg.
# shellcheck disable=SC2034 # read by packages_of
without_packages="g++ cmake ninja-build ccache libtorch-dev libopenblas0-pthread libopencv-dev"
mapfile -t packages < <(packages_of headless)
# The last three are what the headers of others include. Of Gloo only the headers are taken, as PyTorch has it within.
packages+=(libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev libjpeg62-turbo-dev libfmt-dev zlib1g-dev)
libraries=(opencv_core opencv_imgproc opencv_imgcodecs jpeg png archive sqlite3 crypto ssl spdlog fmt z)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
triplet=$(gcc -print-multiarch)
prefix=$work/prefix/usr to=$work/prefix/usr/lib/$triplet
all=$work/all # all packages, unpacked

download() {
    mkdir -p "$work/archives/partial" "$all" "$work/named"
    : >"$work/status" # as if nothing was installed: with all that the packages depend on
    apt-get install -y --no-install-recommends --download-only -o Debug::NoLocking=1 -o APT::Sandbox::User=root \
        -o Dir::State::status="$work/status" -o Dir::Cache::archives="$work/archives" "${packages[@]}" \
        >"$work/apt.log" 2>&1 ||
        { tail -n 5 "$work/apt.log" >&2; die "apt-get could not download the packages; what it said is above."; }
    local deb package
    for deb in "$work"/archives/*.deb; do dpkg-deb -x "$deb" "$all"; done
    for package in "${packages[@]}"; do
        for deb in "$work/archives/${package}"_*.deb; do dpkg-deb -x "$deb" "$work/named"; done
    done
}

# What a compiler looks for in the folder of the machine's kind, it does not look for there under another prefix.
take_headers() {
    mkdir -p "$prefix"
    cp -a "$work/named/usr/include" "$prefix/"
    cp -a "$prefix/include/$triplet/." "$prefix/include/"
    rm -rf "${prefix:?}/include/$triplet"
}

take_cmake_files() {
    local folder
    for folder in "lib/$triplet/cmake" lib/cmake share/cmake; do
        if [ -d "$work/named/usr/$folder" ]; then
            mkdir -p "$prefix/$folder"
            cp -a "$work/named/usr/$folder/." "$prefix/$folder/"
        fi
    done
    # Debian's files for OpenCV refuse where the library of any module is absent.
    rm -rf "$to/cmake/opencv4"
    mkdir -p "$to/cmake/opencv4"
    cat >"$to/cmake/opencv4/OpenCVConfig.cmake" <<'CMAKE'
get_filename_component(opencv_libraries "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
get_filename_component(OpenCV_INCLUDE_DIRS "${opencv_libraries}/../../include/opencv4" ABSOLUTE)
set(OpenCV_LIBS "")
foreach(module core imgproc imgcodecs)
  if(NOT TARGET opencv_${module})
    add_library(opencv_${module} SHARED IMPORTED)
    set_target_properties(opencv_${module} PROPERTIES IMPORTED_LOCATION ${opencv_libraries}/libopencv_${module}.so
                                                      INTERFACE_INCLUDE_DIRECTORIES ${OpenCV_INCLUDE_DIRS})
  endif()
  list(APPEND OpenCV_LIBS opencv_${module})
endforeach()
CMAKE
}

# found NAME: where it was unpacked; BLAS and LAPACK lie in folders of their own, to which installing would link.
found() {
    local file
    file=$(find "$all/usr/lib" "$all/lib" -name "$1" -print -quit 2>/dev/null) || true
    [ -n "$file" ] || die "No package brought $1."
    printf '%s\n' "$file"
}

# is_its_own NAME: a library that belongs to the kernel and the compiler of the other machine.
is_its_own() {
    case $1 in
    ld-linux* | libc.so.* | libm.so.* | libdl.so.* | libpthread.so.* | librt.so.* | libresolv.so.* | libutil.so.* | \
        libmvec.so.* | libstdc++.so.* | libgcc_s.so.* | libgomp.so.*) return 0 ;;
    esac
    return 1
}

# field FILE NAME: what a library says of itself, a line each.
field() { readelf -d "$1" | sed -n "s/.*($2).*\[\(.*\)\]/\1/p"; }

# take NAME: copies a library under this name, and all that it loads.
take() {
    if is_its_own "$1" || [ -e "$to/$1" ]; then return; fi
    local file need
    file=$(found "$1")
    cp -L "$file" "$to/$1"
    for need in $(field "$file" NEEDED); do take "$need"; done
}

take_libraries() {
    local name file version
    for name in "${libraries[@]}"; do
        file=$(found "lib$name.so")
        file=$(field "$file" SONAME)
        take "$file"
        ln -sf "$file" "$to/lib$name.so"
    done
    cp "$all/usr/lib/$triplet/libSQLiteCpp.a" "$to/" # Debian has no other
    # The CMake files of these name them by their full version.
    for version in "$all/usr/lib/$triplet"/lib{spdlog,fmt}.so.*.*.*; do
        name=$(basename "$version")
        [ -e "$to/$name" ] || ln -s "$(field "$version" SONAME)" "$to/$name"
    done
}

download
take_headers
take_cmake_files
take_libraries
tar -C "$work/prefix" -cJf "$archive" usr
say "$archive: $(du -h "$archive" | cut -f1), unpacked $(du -sh "$work/prefix" | cut -f1). Give it to tests/gpu/run.sh --prefix."

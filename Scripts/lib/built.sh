# Sourced by run and bench: packages, programs and image, made only where they are missing or older than the sources.
# Needs steps.sh, host.sh, $repository; sets build and lab.
. "$repository/Scripts/lib/emulator.sh"
build=$repository/.build-image
lab=$build/programs/datasafe-lab

# may_be_root: root now, or by sudo later.
may_be_root() { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null; }

# outdated: something that goes into programs or image is newer than what was built.
outdated() {
    [ -x "$lab" ] && [ -x "$build/programs/datasafe-hub" ] && [ -f "$build/out/SHA256SUMS" ] || return 0
    [ -n "$(cd "$repository" && find Package.swift Sources Images rootfs Scripts/image Scripts/lib \
        -newer "$build/out/SHA256SUMS" -print -quit)" ]
}

# get_packages GROUP...: installs what is missing, through sudo if need be.
get_packages() {
    local missing
    command -v dpkg-query >/dev/null || fail "this is no Debian machine; Debian 12 or 13 is needed."
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    may_be_root || fail "packages are missing ($missing) and neither root nor sudo is there: run it as root."
    if [ "$(id -u)" -eq 0 ]; then
        need_packages "$@"
    else
        sudo bash -euc 'repository=$1; shift; . "$repository/Scripts/lib/steps.sh"; . "$repository/Scripts/lib/host.sh"
            need_packages "$@"' "$(basename "$0")" "$repository" "$@"
    fi
}

# need_built AS_BUILT: emulator, programs and image; with a word in AS_BUILT as they are, however old.
need_built() {
    [ -n "$1" ] || need_emulator
    if [ -n "$1" ]; then
        [ -x "$lab" ] || fail "nothing is built yet: leave out --as-built."
    elif outdated; then
        may_be_root || fail "the image has to be built and neither root nor sudo is there: run it as root."
        command -v swift >/dev/null || fail "no swift in PATH; Swift 6.3 is needed (swift.org/install)."
        "$repository/Scripts/image"
    else
        kept "programs and image"
    fi
}

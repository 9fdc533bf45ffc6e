# Sourced by the scripts: what this machine is and has. Needs steps.sh.

# may_be_root: says at once when neither root nor sudo is there, not after ten minutes.
may_be_root() {
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
        fail "root is needed (apt, Debian trees in a private mount namespace) and there is no sudo: run it as root."
}

# as_root COMMAND...
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# be_root SCRIPT ARGS...: goes on as root, through sudo if need be.
be_root() {
    [ "$(id -u)" -eq 0 ] && return 0
    may_be_root
    note "root is needed for the Debian trees; going on with sudo"
    exec sudo --preserve-env=PATH -- "$@"
}

# packages_of GROUP...: names from Scripts/packages.
packages_of() {
    local group
    for group in "$@"; do awk -v g="$group" '$1 == g { print $2 }' "$repository/Scripts/packages"; done
}

# missing_packages GROUP...
missing_packages() {
    local name
    for name in $(packages_of "$@"); do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || printf '%s ' "$name"
    done
}

# need_packages GROUP...: installs what is missing of the list.
need_packages() {
    local missing
    command -v dpkg-query >/dev/null || fail "this is no Debian machine; Debian 12 or 13 is needed."
    missing=$(missing_packages "$@")
    [ -z "$missing" ] && return 0
    step "apt: $missing" install_packages $missing
}

install_packages() {
    as_root apt-get -q update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "$@"
}

# debian_sources SUITE: lines "deb URI SUITE main" for that suite and its security suite, from this machine's own
# apt sources (both styles, mirror lists too). No mirror is written down anywhere in this repository.
debian_sources() {
    local suite=$1 uri found='' security=''
    for uri in $(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | awk '!seen[$0]++'); do
        case $uri in
            mirror+file:*) uri=$(awk '/^[a-z]/ { print $1; exit }' "${uri#mirror+file:}") ;;
        esac
        uri=${uri%/}
        [ -z "$found" ] && serves "$uri" "$suite" && found=$uri
        [ -z "$security" ] && serves "$uri" "$suite-security" && security=$uri
    done
    [ -n "$found" ] || return 1
    printf 'deb %s %s main\n' "$found" "$suite"
    if [ -n "$security" ]; then printf 'deb %s %s-security main\n' "$security" "$suite"; fi
}

# debian_options: what mmdebstrap has to know of this machine's apt, a word a line. A proxy set for apt holds for Debian
# trees too.
debian_options() {
    printf '%s\n' --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Retries "5"'
    apt-config dump | grep -i '^Acquire::.*proxy' | sed 's/^/--aptopt=/' || true
}

# serves URI SUITE: asks through apt's own transport, so that its proxy settings hold.
serves() {
    local target status=0
    target=$(mktemp)
    /usr/lib/apt/apt-helper -o Acquire::Retries=2 -o APT::Sandbox::User=root download-file \
        "$1/dists/$2/InRelease" "$target" >/dev/null 2>&1 || status=1
    grep -q '^Suite\|^Codename' "$target" 2>/dev/null || status=1
    rm -f "$target"
    return $status
}

# need_servers GROUP...: as need_packages, for packages whose servers Debian starts at once and at every start of the machine,
# listening everywhere. Neither happens; who had them before keeps them as they were.
need_servers() {
    local missing
    missing=$(missing_packages "$@")
    [ -z "$missing" ] && return 0
    step "apt, nothing of it is started: $missing" install_silent $missing
}

install_silent() (
    policy=/usr/sbin/policy-rc.d
    # invoke-rc.d(8): 101 = an action that is forbidden. One that is there already is somebody's own.
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
        trap 'as_root rm -f "$policy"' EXIT
    fi
    before=$(enabled_units)
    install_packages "$@"
    # Also what came with them: rpcbind.
    for unit in $(comm -13 <(printf '%s\n' "$before") <(enabled_units)); do as_root systemctl disable "$unit"; done
)

# Units that start with the machine.
enabled_units() {
    find /etc/systemd/system -type l \( -name '*.service' -o -name '*.socket' -o -name '*.target' \) -printf '%f\n' 2>/dev/null |
        sort -u
}

# Sourced by the scripts: what this machine is and has. Needs steps.sh.

# be_root SCRIPT ARGS...: says so at once when root is missing; goes on through sudo where there is one.
be_root() {
    [ "$(id -u)" -eq 0 ] && return 0
    command -v sudo >/dev/null || fail "root is needed (mounts in a private namespace, Debian trees): run it as root."
    note "root is needed for the Debian trees; going on with sudo"
    exec sudo --preserve-env=PATH,SWIFT_EXEC -- "$@"
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

# need_packages GROUP...: installs what is missing of the list. Root.
need_packages() {
    local missing
    command -v dpkg-query >/dev/null || fail "this is no Debian machine; Debian 12 or 13 is needed."
    missing=$(missing_packages "$@")
    [ -z "$missing" ] && return 0
    step "apt: $missing" install_packages $missing
}

install_packages() {
    apt-get -q update
    DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "$@"
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

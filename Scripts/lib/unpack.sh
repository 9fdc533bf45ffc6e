# Sourced by web-assets, vault and engine.sh, in plain sh: packages of Debian 13 unpacked into a folder. Nothing is installed
# and nothing of them is run; this machine's own Debian source is asked, no root is needed.

# unpack_trixie TARGET PACKAGE...: TARGET gets what the packages hold.
unpack_trixie() {
    target=$1
    shift
    work=$(mktemp -d)
    uri=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)
    [ -n "$uri" ] || { echo "this machine has no Debian source" >&2; return 1; }
    mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$target"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri trixie main" > "$work/sources.list"
    apt="apt-get -qq -o Dir::Etc::SourceList=$work/sources.list -o Dir::Etc::SourceParts=/dev/null
        -o Dir::State::Lists=$work/lists -o Dir::Cache=$work/cache -o APT::Sandbox::User=$(id -un)"
    $apt update && (cd "$work" && $apt download "$@") || { rm -rf "$work"; return 1; }
    for deb in "$work"/*.deb; do dpkg-deb -x "$deb" "$target"; done
    rm -rf "$work"
}

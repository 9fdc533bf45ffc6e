# Sourced by run, test, torture and bench: a QEMU that plays the box sooner, where this machine's own is older (decision
# 0042). Needs steps.sh, host.sh, $repository.

# need_emulator: leaves .build-image/emulator behind, or nothing where the machine's own is new enough. 10 is what Debian
# 13 has; the programs of its packages run on Debian 12 with the C library they were built for.
need_emulator() {
    local build=$repository/.build-image tree own
    own=$(qemu-system-x86_64 --version | sed -nE '1s/.*version ([0-9]+).*/\1/p')
    tree=$build/cache/emulator-10
    if [ "${own:-0}" -ge 10 ]; then
        rm -f "$build/emulator"
    elif [ -x "$tree/emulator" ] && [ -x "$build/emulator" ]; then
        kept "QEMU of Debian 13"
    elif [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        note "this machine's QEMU is version ${own:-?}: it takes a third longer, and fetching another needs root"
    else
        mkdir -p "$build/cache"
        step "QEMU of Debian 13 (this machine's is version $own)" fetch_emulator "$tree"
        ln -sfn "cache/$(basename "$tree")/emulator" "$build/emulator"
    fi
}

fetch_emulator() {
    local tree=$1 sources options
    sources=$(debian_sources trixie) || {
        echo "none of this machine's apt sources serves Debian trixie"
        return 1
    }
    as_root rm -rf --one-file-system "$tree.new"
    # Unpacked only: nothing of it is run at its installation, and nothing of this machine is changed.
    mapfile -t options < <(debian_options)
    as_root mmdebstrap --mode=root --variant=extract --include=qemu-system-x86 "${options[@]}" \
        trixie "$tree.new" - <<<"$sources"
    as_root rm -rf "$tree.new/usr/share/doc" "$tree.new/usr/share/locale" "$tree.new/usr/share/man"
    as_root tee "$tree.new/emulator" >/dev/null <<'END'
#!/bin/bash
# This tree's QEMU with this tree's libraries; what it starts itself gets the machine's own.
tree=$(dirname "$(readlink -f "$0")")
export QEMU_MODULE_DIR=$tree/usr/lib/x86_64-linux-gnu/qemu
exec "$tree/usr/lib64/ld-linux-x86-64.so.2" --library-path "$tree/usr/lib/x86_64-linux-gnu" \
    "$tree/usr/bin/qemu-system-x86_64" -L "$tree/usr/share/qemu" -L "$tree/usr/share/seabios" "$@"
END
    as_root chmod 755 "$tree.new/emulator"
    # A QEMU that does not start is none.
    "$tree.new/emulator" --version
    as_root rm -rf --one-file-system "$tree"
    as_root mv "$tree.new" "$tree"
}

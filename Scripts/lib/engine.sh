# Sourced by test and vault: the backup engine of the image, and the server of the online backups, for tests on this
# machine and the vendor's, where its own is older or missing. Needs steps.sh, unpack.sh, $repository.

# need_engine: DATASAFE_RESTIC names it afterwards, or stays unset where the machine's own is as new. Before 0.16 the engine
# cannot heal a repository, and what the image does would not be tried.
need_engine() {
    local folder=$repository/.build-assets own
    own=$(restic version 2>/dev/null | sed -nE 's/^restic 0\.([0-9]+).*/\1/p') || own=''
    [ "${own:-0}" -lt 18 ] || return 0
    [ -x "$folder/usr/bin/restic" ] || step "restic of Debian 13, the image's" unpack_trixie "$folder" restic
    export DATASAFE_RESTIC=$folder/usr/bin/restic
}

# need_vault: DATASAFE_VAULT_ENGINE names the server of the online backups afterwards, or stays unset where this machine has
# one. It belongs to the vendor's machine; the box has none. Before 0.13 it cannot listen on a socket file.
need_vault() {
    local folder=$repository/.build-assets own
    own=$(/usr/bin/restic-rest-server --version 2>/dev/null | sed -nE 's/^.* 0\.([0-9]+).*/\1/p') || own=''
    [ "${own:-0}" -lt 13 ] || return 0
    [ -x "$folder/usr/bin/restic-rest-server" ] ||
        step "restic-rest-server of Debian 13" unpack_trixie "$folder" restic-rest-server
    export DATASAFE_VAULT_ENGINE=$folder/usr/bin/restic-rest-server
}

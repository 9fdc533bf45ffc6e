# Sourced by test: the backup engine of the image for the tests on this machine, where its own is older. Needs steps.sh,
# unpack.sh, $repository.

# need_engine: DATASAFE_RESTIC names it afterwards, or stays unset where the machine's own is as new. Before 0.16 the engine
# cannot heal a repository, and what the image does would not be tried.
need_engine() {
    local folder=$repository/.build-assets own
    own=$(restic version 2>/dev/null | sed -nE 's/^restic 0\.([0-9]+).*/\1/p') || own=''
    [ "${own:-0}" -lt 18 ] || return 0
    [ -x "$folder/usr/bin/restic" ] || step "restic of Debian 13, the image's" unpack_trixie "$folder" restic
    export DATASAFE_RESTIC=$folder/usr/bin/restic
}

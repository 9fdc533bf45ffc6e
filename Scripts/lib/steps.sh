# Sourced by the scripts: steps with a tick and their time, one clear sentence on failure.
# steps_log names the file that takes the output of a step; it is shown only when the step fails.

steps_log=${steps_log:-/dev/null}
steps_begin=$(date +%s)

seconds() { date +%s.%N | cut -c -14; }

# step "Was geschieht" COMMAND...: runs the command, prints the words, a tick and the seconds.
step() {
    local words=$1 begin end
    shift
    begin=$(seconds)
    [ -t 1 ] && printf '  … %s\r' "$words"
    printf '\n== %s\n' "$words" >>"$steps_log"
    # Called outside of any condition: `set -e` must hold inside the command.
    local status=0
    set +e
    ( set -e; "$@" ) >>"$steps_log" 2>&1
    status=$?
    set -e
    end=$(seconds)
    if [ "$status" -ne 0 ]; then
        printf '  ✗ %s\n' "$words"
        [ "$steps_log" = /dev/null ] || { tail -n 15 "$steps_log" | sed 's/^/      /' >&2; }
        fail "$words: failed (exit $status). Full output: $steps_log"
    fi
    printf '  ✓ %-52s %6.1f s\n' "$words" "$(awk -v a="$begin" -v b="$end" 'BEGIN { print b - a }')"
}

# kept "Words": a step that had nothing to do.
kept() { printf '  ✓ %-52s   kept\n' "$1"; }

note() { printf '    %s\n' "$*"; }

# fail SENTENCE: one sentence, exit 1.
fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

total() { printf '  done in %d s\n' "$(($(date +%s) - steps_begin))"; }

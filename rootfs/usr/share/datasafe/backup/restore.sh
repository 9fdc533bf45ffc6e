#!/bin/sh
# Holt eine Sicherung von dieser Backup-Platte oder Freigabe zurueck, auf jedem Linux-PC, ohne Datasafe.
# Brings a backup of this disk or share back, on any Linux PC, without a Datasafe.
#
# usage: sudo sh restore.sh [options] [FOLDER]
#   FOLDER         new or empty folder for the data (default: ./datasafe-daten)
#   --list         only list the nights on the disk
#   --night ID     bring back this night instead of the newest
#   --stick FILE   key stick or image of one (default: looks for a plugged-in backup key)
#   --type         type the key from its paper copy, also when a stick is there
#   --repo FOLDER  the repository, if the large partition is mounted already
# exit: 0 complete, 1 not complete or failed, 2 wrong usage
set -u
umask 077

say() { printf '%s\n' "$*" >&2; }
fail() { say "FEHLER / ERROR: $*"; exit 1; }
usage() { sed -n '5,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }

list=no night=latest stick= typed=no repo= folder=
while [ $# -gt 0 ]; do
    case $1 in
        --list) list=yes ;;
        --night) [ $# -ge 2 ] || usage; night=$2; shift ;;
        --stick) [ $# -ge 2 ] || usage; stick=$2; shift ;;
        --type) typed=yes ;;
        --repo) [ $# -ge 2 ] || usage; repo=$2; shift ;;
        -*) usage ;;
        *) [ -z "$folder" ] || usage; folder=$1 ;;
    esac
    shift
done
[ -n "$folder" ] || folder=./datasafe-daten
case $night in latest) ;; *[!0-9a-f]* | '') usage ;; esac

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 1
work=$(mktemp -d) || exit 1
mounted=
clean() {
    [ -z "$mounted" ] || umount "$mounted" 2>/dev/null
    rm -rf "$work"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM

# 1. The repository: on a network share the folder beside this one, else the large partition of the disk this script lies on.
if [ -z "$repo" ] && [ -d "$here/../repo/data" ]; then repo=$here/../repo; fi
if [ -z "$repo" ]; then
    number=$(sed -n 's/.*"number" *: *\([0-9]\{1,2\}\).*/\1/p' "$here/disk.json" 2>/dev/null | head -n 1)
    [ -n "$number" ] || fail "disk.json fehlt, bitte --repo angeben / is missing, please give --repo"
    device=/dev/disk/by-partlabel/DATASAFE-BK-$number
    [ -e "$device" ] || fail "Partition DATASAFE-BK-$number nicht gefunden / not found"
    [ "$(id -u)" = 0 ] || fail "bitte mit sudo starten / please start with sudo"
    mkdir "$work/disk"
    # A disk that is read-only itself cannot replay its journal.
    mount -o ro "$device" "$work/disk" 2>/dev/null || mount -o ro,noload "$device" "$work/disk" || fail "$device laesst sich nicht einhaengen / cannot be mounted"
    mounted=$work/disk
    repo=$work/disk/repo
fi
# Config or keys are gone: the copies on this partition take their place, the disk itself is not written to.
keys=$(find "$repo/keys" -type f 2>/dev/null | head -n 1)
if [ -d "$repo/data" ] && [ -f "$here/repo-config" ] && { [ ! -f "$repo/config" ] || [ -z "$keys" ]; }; then
    say "config oder keys fehlen, die Kopien dieser Partition helfen / missing, using the copies of this partition"
    repo=$(CDPATH= cd -- "$repo" && pwd) && mkdir "$work/repo" || exit 1
    for part in data index snapshots; do ln -s "$repo/$part" "$work/repo/$part"; done
    mkdir "$work/repo/locks" && cp "$here/repo-config" "$work/repo/config" && cp -r "$here/repo-keys" "$work/repo/keys" ||
        exit 1
    repo=$work/repo
fi
[ -f "$repo/config" ] || fail "keine Sicherungen in $repo / no backups there"

# 2. restic: the copy on this disk, else an installed one.
restic=
if [ -f "$here/restic" ] && cp "$here/restic" "$work/restic" && chmod 700 "$work/restic" &&
    "$work/restic" version >/dev/null 2>&1; then
    restic=$work/restic
elif command -v restic >/dev/null 2>&1; then
    restic=$(command -v restic)
fi
[ -n "$restic" ] || fail "restic laeuft hier nicht, bitte installieren / does not run here, please install it"

# 3. The key: 64 bytes at offset 64 of a record on the stick, in two copies (0 and 524288), or typed.
# Prints 128 hex digits if the copy at $2 of $1 is a whole record of a backup key.
read_copy() {
    dd if="$1" of="$work/record" bs=4096 skip="$2" count=1 2>/dev/null || return 1
    [ "$(dd if="$work/record" bs=8 count=1 2>/dev/null | tr -d '\0')" = DSAFEKEY ] || return 1
    [ "$(od -An -tu1 -j12 -N1 "$work/record" | tr -d ' ')" = 2 ] || return 1
    want=$(od -An -v -tx1 -j480 -N32 "$work/record" | tr -d ' \n')
    have=$(dd if="$work/record" bs=480 count=1 2>/dev/null | sha256sum | cut -c1-64)
    [ "$want" = "$have" ] || return 1
    od -An -v -tx1 -j64 -N64 "$work/record" | tr -d ' \n'
}
read_stick() { read_copy "$1" 0 || read_copy "$1" 128; }

key=
if [ "$typed" = no ]; then
    if [ -n "$stick" ]; then
        key=$(read_stick "$stick") || fail "kein Backup-Schluessel auf / no backup key on $stick"
    else
        for part in $(lsblk -rno PATH,PARTLABEL 2>/dev/null | sed -n 's/ datasafe-key$//p'); do
            key=$(read_stick "$part") && break
        done
    fi
    rm -f "$work/record"
fi
if [ -z "$key" ]; then
    say "Bitte die 128 Zeichen (0-9, a-f) vom Papier eingeben; Leerzeichen sind egal."
    say "Please type the 128 characters (0-9, a-f) of the paper copy; spaces do not matter."
    line=
    while [ ${#key} -lt 128 ] && { IFS= read -r line || [ -n "$line" ]; }; do
        key=$key$(printf '%s' "$line" | tr 'A-F' 'a-f' | tr -cd '0-9a-f')
    done
fi
[ ${#key} -eq 128 ] || fail "der Schluessel hat nicht 128 Zeichen / the key has not 128 characters"

# The key goes to restic through a pipe: never a file, an argument or the environment.
run() { printf '%s' "$key" | "$restic" --password-file /dev/stdin --repo "$repo" --no-lock --no-cache "$@"; }

run cat config >/dev/null 2>&1 || fail "der Schluessel passt nicht zu dieser Platte / the key does not open this disk"
say "Naechte auf dieser Platte / nights on this disk:"
run snapshots --compact || fail "die Liste ist nicht lesbar / the list cannot be read"
# A night that was made whole again as far as that went names the one it was made from; nothing else of ours does.
# Ids of those among the nights named (none = all); fails if the list cannot be read.
partial() {
    run snapshots --json "$@" >"$work/nights" || return 1
    tr '}' '\n' <"$work/nights" | awk '
        /"original":"/ { partial = 1 }
        match($0, /"short_id":"[0-9a-f]+"/) { if (partial) print substr($0, RSTART + 12, RLENGTH - 13); partial = 0 }'
}
hurt=$(partial) || fail "die Liste ist nicht lesbar / the list cannot be read"
for id in $hurt; do
    printf '%s\n' "$id  unvollstaendig: ein Schaden hat Dateien gekostet / incomplete: damage has cost it files"
done
[ "$list" = no ] || exit 0

# 4. The data, into a folder of its own: nothing is ever overwritten.
mkdir -p "$folder" || exit 1
[ -z "$(ls -A "$folder")" ] || fail "$folder ist nicht leer / is not empty"
say "Hole zurueck / bringing back: $night -> $folder"
complete=yes
run restore "$night" --target "$folder" >/dev/null 2>"$work/complaints" || complete=no
grep -q 'ignoring error' "$work/complaints" && complete=no
hurt=$(partial "$night") || complete=no
if [ -n "$hurt" ]; then
    complete=no
    say "Diese Nacht ist unvollstaendig: ein Schaden hat Dateien gekostet, die eine andere Nacht vielleicht noch hat."
    say "This night is incomplete: damage has cost it files that another night may still have."
fi
data=$(find "$folder" -type f -name practice.sqlite | head -n 1)
[ -n "$data" ] || { cat "$work/complaints" >&2; fail "in dieser Nacht fehlen die Daten der Praxis / the practice's data are missing in this night"; }
data=$(dirname "$data")

# 5. Documents under their own names, if python3 is there; the stored files stay as they are.
if command -v python3 >/dev/null 2>&1; then
    python3 - "$data" "$folder/Dokumente" <<'PYTHON' || complete=no
import atexit, hashlib, os, shutil, sqlite3, sys, tempfile

data, target = sys.argv[1:3]
# A copy is read: what was brought back stays as it was in that night.
scratch = tempfile.mkdtemp(dir=os.path.dirname(target))
atexit.register(shutil.rmtree, scratch, True)
for name in ("practice.sqlite", "practice.sqlite-wal"):
    if os.path.exists(os.path.join(data, name)):
        shutil.copyfile(os.path.join(data, name), os.path.join(scratch, name))
base = sqlite3.connect(os.path.join(scratch, "practice.sqlite"))
base.execute("PRAGMA trusted_schema = OFF")
base.execute("PRAGMA cell_size_check = ON")
if base.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
    sys.exit("Die Datenbank ist beschaedigt / the database is damaged")
folders = {i: (p, n) for i, p, n in base.execute("SELECT id, parent, name FROM folder WHERE binned IS NULL")}


def plain(name):
    name = "".join(c for c in str(name) if c >= " " and c not in "/\\\0").strip()
    return "_" + name if name in ("", ".", "..") else name[:200]


def path(folder):
    parts = []
    while folder is not None and len(parts) < 64:
        if folder not in folders:
            return None
        folder, name = folders[folder]
        parts.append(plain(name))
    return os.path.join(target, *reversed(parts))


good = bad = 0
for folder, name, sha in base.execute("SELECT folder, name, sha256 FROM document WHERE binned IS NULL"):
    place = path(folder)
    if place is None:
        continue
    blob = os.path.join(data, "blobs", sha[:2], sha)
    hasher = hashlib.sha256()
    try:
        with open(blob, "rb") as file:
            while piece := file.read(1 << 20):
                hasher.update(piece)
        whole = hasher.hexdigest() == sha
    except OSError:
        whole = False
    if not whole:
        bad += 1
        print("FEHLT / MISSING:", os.path.join(place, plain(name)), file=sys.stderr)
        continue
    os.makedirs(place, exist_ok=True)
    goal, count = os.path.join(place, plain(name)), 1
    while os.path.exists(goal):
        count += 1
        stem, end = os.path.splitext(plain(name))
        goal = os.path.join(place, "%s (%d)%s" % (stem, count, end))
    try:
        os.link(blob, goal)
    except OSError:
        shutil.copyfile(blob, goal)
    good += 1
print("Dokumente / documents: %d, beschaedigt / damaged: %d" % (good, bad), file=sys.stderr)
sys.exit(1 if bad else 0)
PYTHON
fi

if [ "$complete" = yes ]; then
    say "FERTIG, vollstaendig / DONE, complete: $folder"
    exit 0
fi
sed 's/^/  /' "$work/complaints" >&2
fail "NICHT VOLLSTAENDIG, siehe oben / NOT COMPLETE, see above"

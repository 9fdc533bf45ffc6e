# Sourced by image.sh: from the Debian tree to the tree of the box. $tree is a copy of $base, edited in place.

# Files of rootfs keep their path; folders 755, programs 755, all else 644, whatever the umask of the clone was.
add_rootfs() {
    local path
    (cd "$repository/rootfs" && find . -mindepth 1 -type d -print0) | while IFS= read -r -d '' path; do
        [ -d "$tree/$path" ] || mkdir -m 755 "$tree/$path"
    done
    (cd "$repository/rootfs" && find . ! -type d -print0) | while IFS= read -r -d '' path; do
        rm -f "$tree/$path"
        cp -P --no-preserve=all "$repository/rootfs/$path" "$tree/$path"
        if [ -x "$repository/rootfs/$path" ] && [ ! -L "$tree/$path" ]; then chmod 755 "$tree/$path"; fi
    done
}

# Only what belongs on the box; the hub and the lab live elsewhere.
add_programs() {
    local name
    for name in datasafe datasafe-storage; do
        if [ -f "$programs/$name" ]; then
            install -m 755 "$programs/$name" "$tree/usr/bin/$name"
        else
            echo "no program $name: its services will not start"
        fi
    done
}

add_users() {
    inside "$tools" systemd-sysusers --root=/mnt/work/tree
    # Nobody has a password, nobody can get one: no account is ever unlocked.
    sed -i -E 's/^([^:]*):[^:]*:.*/\1:!*:::::::/' "$tree/etc/shadow"
    sed -i -E 's/^([^:]*):[^:]*:/\1:!*:/' "$tree/etc/gshadow"
    sed -i -E 's#^(([^:]*:){6}).*#\1/usr/sbin/nologin#' "$tree/etc/passwd"
    rm -f "$tree"/etc/{passwd,group,shadow,gshadow}- "$tree"/etc/.pwd.lock
}

choose_units() {
    local path
    inside "$tools" systemctl --root=/mnt/work/tree preset-all 2>&1 | grep -v '^Removed\|^Created\|is masked, ignoring' || true
    rm -rf "$tree"/etc/systemd/user
    # Wants of units that left with their package; and the default target, which preset-all sets by itself.
    find "$tree"/etc/systemd/system/*.wants -type l ! -lname /dev/null | while read -r path; do
        [ -e "$tree$(readlink "$path")" ] || rm "$path"
    done
    cp -P "$repository/rootfs/etc/systemd/system/default.target" "$tree/etc/systemd/system/default.target"
}

drop_what_is_not_needed() {
    local name pattern path keep
    # State of dpkg goes with /var: read it first.
    list "$images/dropped.packages" | while read -r name; do
        keep=$tree/var/lib/dpkg/info/$name.list
        [ -f "$keep" ] || keep=$tree/var/lib/dpkg/info/$name:$architecture.list
        [ -f "$keep" ] || { echo "dropped.packages names $name, which is not there" && continue; }
        while read -r path; do
            if [ -L "$tree$path" ] || [ -f "$tree$path" ]; then rm -f "$tree$path"; fi
        done <"$keep"
    done
    keep_zones Europe/Berlin Etc/UTC UTC
    list "$images/dropped.modules" | while read -r path; do
        rm -rf "$tree/usr/lib/modules/$kernel/kernel/$path" "$tree/usr/lib/modules/$kernel/kernel/$path.ko"*
    done
    inside "$tools" depmod -b /mnt/work/tree/usr "$kernel" || inside "$tools" depmod -b /mnt/work/tree "$kernel"
    (
        cd "$tree"
        shopt -s nullglob dotglob
        # Unquoted: the list holds shell patterns.
        rm -rf --one-file-system $(list "$images/dropped.files")
    )
    find "$tree" -xdev -type d \( -path '*/usr/include*' -o -path '*/usr/games*' -o -path '*/usr/src*' \) -empty -delete
    find "$tree" -xdev -perm /6000 -type f -exec chmod ug-s {} +
    find "$tree" -xdev -xtype l \( -path '*/bin/*' -o -path '*/sbin/*' -o -path '*/etc/rc*' -o -path '*/etc/alternatives/*' \) -delete
    keep_assets
}

# What the pages serve, as plain files at the packages' own paths; the packages link into a second folder.
keep_assets() {
    local name store=$tree/usr/share/javascript
    for name in $(list "$images/assets"); do
        mkdir -p "$(dirname "$store.kept/$name")"
        cp -L "$store/$name" "$store.kept/$name"
    done
    rm -rf "$store" "$tree/usr/share/bootstrap-html" "$tree/usr/share/nodejs"
    mv "$store.kept" "$store"
}

keep_zones() {
    local zone store=$tree/usr/share/zoneinfo
    mkdir -p "$store.kept"
    for zone in "$@"; do
        mkdir -p "$(dirname "$store.kept/$zone")"
        cp -L "$store/$zone" "$store.kept/$zone"
    done
    rm -rf "$store"
    mv "$store.kept" "$store"
}

# The marks of this version, and places where something is mounted.
stamp() {
    mkdir -p "$tree"/{efi,home,media,mnt,proc,root,run,srv/data,srv/snapshots,srv/secrets,srv/volume,srv/backup,sys,tmp,dev,var}
    : >"$tree/etc/machine-id"
    sed -i '/^IMAGE_/d; /_URL=/d' "$tree/usr/lib/os-release"
    printf 'IMAGE_ID=datasafe\nIMAGE_VERSION=%s\n' "$version" >>"$tree/usr/lib/os-release"
    # Else jobs that follow an update of /usr run at every start.
    printf '# Written by the image build.\nTIMESTAMP_NSEC=%s000000000\n' "$epoch" | tee "$tree/etc/.updated" >/dev/null
    inside "$tools" ldconfig -r /mnt/work/tree -X 2>/dev/null || true
    rm -rf "$tree"/var/* "$tree"/dev/*
    mkdir -p "$tree"/var/{cache,lib,log,tmp}
    find "$tree" -xdev -name __pycache__ -prune -exec rm -rf {} +
    find "$tree" -xdev -exec touch -h -d "@$epoch" {} +
}

# Sourced by Scripts/image: the stages of the build, each cached under the hash of everything it was made from.
# Foreign trees are only entered in a private mount namespace: a mount ends with the process, whatever kills it, so
# nothing can ever be deleted through one.

suite=trixie
architecture=amd64
images=$repository/Images
version=$(cat "$images/VERSION")
# Fixed time of everything that lies below the version: an unchanged stage stays byte for byte the same.
base_epoch=1767225600
export LC_ALL=C.UTF-8 TZ=UTC
umask 022

# Time of the version: the last commit that touched what goes into the image. Hub and lab do not: where only they, tests or
# words change, the image stays the same to the byte, and what was seen on it still holds.
version_epoch() {
    git -c safe.directory='*' -C "$repository" log -1 --format=%ct -- Images rootfs Sources Package.swift \
        ':!Sources/Hub' ':!Sources/Lab' ':!Sources/Programs/datasafe-hub' 2>/dev/null |
        grep . || date -u -d "$(echo "$version" | awk -F. '{ print $1 "-" $2 "-01" }')" +%s
}
epoch=$(version_epoch)
export SOURCE_DATE_EPOCH=$epoch

# fixed_uuid WORDS: an UUID that only depends on the words (and is valid: version 8).
fixed_uuid() { printf 'datasafe %s' "$*" | sha256sum | sed -E 's/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/\1-\2-8\3-a\4-\5/'; }

# key FILE|TEXT...: hash over the content of files (and folders) and over texts.
key() {
    local part
    for part in "$@"; do
        if [ -d "$part" ]; then
            (cd "$part" && find . -type f -printf '%P %m\n' -o -type l -printf '%P -> %l\n' | sort &&
                find . -type f -print0 | sort -z | xargs -0r sha256sum)
        elif [ -f "$part" ]; then
            sha256sum <"$part"
        else
            printf '%s\n' "$part"
        fi
    done | sha256sum | cut -c -16
}

# list FILE: its entries without comments.
list() { sed 's/#.*//' "$1" | tr -s ' \t' '\n\n' | grep . || true; }

# inside TREE COMMAND...: runs a command in a tree, the build folder at /mnt.
inside() {
    local tree=$1
    shift
    unshare --mount --propagation private -- bash -euc '
        tree=$1 build=$2
        shift 2
        mount -t proc proc "$tree/proc"
        mount --bind /dev "$tree/dev"
        mount -t tmpfs -o mode=1777 tmpfs "$tree/tmp"
        mount -t tmpfs -o mode=0755 tmpfs "$tree/run"
        mkdir -p "$tree/mnt"
        mount --bind "$build" "$tree/mnt"
        exec chroot "$tree" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp LC_ALL=C.UTF-8 TZ=UTC TMPDIR=/mnt/work \
            SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:?}" "$@"
    ' inside "$tree" "$build" "$@"
}

# finished FOLDER: moves FOLDER.new to FOLDER and removes older ones of its stage.
finished() {
    local folder=$1 stage other
    stage=$(basename "$folder" | sed 's/-[0-9a-f]*$//')
    rm -rf --one-file-system "$folder"
    mv "$folder.new" "$folder"
    for other in "$build/cache/$stage"-*; do
        [ "$other" = "$folder" ] || rm -rf --one-file-system "$other"
    done
}

debian_tree() {
    local folder=$1 packages=$2 sources options
    shift 2
    rm -rf --one-file-system "$folder.new"
    sources=$(debian_sources "$suite") || {
        echo "none of this machine's apt sources serves Debian $suite"
        return 1
    }
    mapfile -t options < <(debian_options)
    SOURCE_DATE_EPOCH=$base_epoch INITRD=No mmdebstrap --mode=root --variant=apt --architectures="$architecture" \
        --include="$(list "$packages" | paste -sd,)" "${options[@]}" \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/lintian/*' \
        "$@" "$suite" "$folder.new" - <<<"$sources"
    finished "$folder"
}

tools_tree() {
    tools=$build/cache/tools-$(key "$suite" "$images/tools.packages")
    if [ -z "$fresh" ] && [ -d "$tools" ]; then kept "tools chroot"; return; fi
    step "tools chroot (Debian $suite)" debian_tree "$tools" "$images/tools.packages"
}

base_tree() {
    base=$build/cache/base-$(key "$suite" "$images/box.packages")
    if [ -n "$fresh" ] || [ ! -d "$base" ]; then
        step "Debian packages of the box" debian_tree "$base" "$images/box.packages"
    else
        kept "Debian packages of the box"
    fi
    kernel=$(ls "$base/usr/lib/modules")
    # What was really installed, for the keys of all later stages.
    base_key=$(key "$base/var/lib/dpkg/status")
}

initrd() {
    initrd=$build/cache/initrd-$(key "$base_key" "$images/dracut.conf")
    if [ -f "$initrd/initrd" ]; then kept "initrd"; return; fi
    step "initrd" make_initrd
}

make_initrd() {
    rm -rf "$initrd.new"
    mkdir -p "$initrd.new" "$build/work/empty"
    cp "$images/dracut.conf" "$build/work/dracut.conf"
    # Only the configuration of this repository; zstd by dracut itself, from the tree's own zstd.
    SOURCE_DATE_EPOCH=$base_epoch inside "$base" dracut --force --no-hostonly --tmpdir /tmp --conf /mnt/work/dracut.conf \
        --confdir /mnt/work/empty --kver "$kernel" "/mnt/cache/$(basename "$initrd").new/initrd"
    cp "$base/boot/vmlinuz-$kernel" "$initrd.new/vmlinuz"
    finished "$initrd"
}

system_tree() {
    tree=$build/work/tree
    tree_key=$(key "$base_key" "$version" "$epoch" "$repository/rootfs" "$programs" "$images"/dropped.* "$images/assets" \
        "$repository/Scripts/lib/image.sh" "$repository/Scripts/lib/tree.sh")
    if [ -d "$tree" ] && [ "$(cat "$build/work/tree.key" 2>/dev/null)" = "$tree_key" ]; then kept "system tree"; return; fi
    rm -f "$build/work/tree.key"
    step "system tree" make_tree
    echo "$tree_key" >"$build/work/tree.key"
}

make_tree() {
    . "$repository/Scripts/lib/tree.sh"
    rm -rf --one-file-system "$tree"
    cp -a --reflink=auto "$base" "$tree"
    drop_what_is_not_needed
    add_rootfs
    add_programs
    add_users
    choose_units
    stamp
}

root_and_verity() {
    local options
    case $compress in
        # As shipped. fragments, dedupe and ztailpacking save 3 % more and take three times as long.
        zstd) options='-zzstd,level=12 -C131072' ;;
        lz4hc) options='-zlz4hc,9 -C65536' ;;
    esac
    root=$build/cache/root-$(key "$tree_key" "$options" "$tools")
    if [ -f "$root/hash" ]; then kept "root (erofs, $compress) and verity"; return; fi
    step "root (erofs, $compress) and verity" make_root "$options"
}

make_root() {
    local options=$1 at=/mnt/cache/$(basename "$root").new
    rm -rf "$root.new"
    mkdir -p "$root.new"
    inside "$tools" mkfs.erofs --quiet $options --all-root -T"$epoch" \
        -U "$(fixed_uuid root "$version")" "$at/root.raw" /mnt/work/tree
    inside "$tools" veritysetup format --salt="$(printf 'datasafe%s' "$version" | sha256sum | cut -c -64)" \
        --uuid="$(fixed_uuid verity "$version")" --root-hash-file="$at/hash" "$at/root.raw" "$at/root-verity.raw"
    echo "$compress" >"$root.new/compression"
    finished "$root"
}

# partition_uuid FIRST|LAST: halves of the root hash name the partitions.
partition_uuid() {
    case $1 in
        root) cut -c -32 "$root/hash" ;;
        verity) cut -c 33-64 "$root/hash" ;;
    esac | sed -E 's/^(.{8})(.{4})(.{4})(.{4})(.{12})$/\1-\2-\3-\4-\5/'
}

# variant NAME: sets id and cmdline from Images/variants/NAME.conf.
variant() {
    id='' cmdline=''
    . "$images/variants/$1.conf"
    cmdline="roothash=$(cat "$root/hash") $(sed '/^#/d' "$images/cmdline" | tr -s '\n' ' ')$cmdline"
}

start_file() {
    local id cmdline
    variant "$1"
    step "start file of $1" make_start_file "$1"
}

make_start_file() {
    local folder=$build/work/start-$1
    rm -rf "$folder"
    mkdir -p "$folder"
    cp "$initrd/vmlinuz" "$initrd/initrd" "$folder"
    printf '%s' "$cmdline" >"$folder/cmdline"
    sed "s/^IMAGE_ID=.*/IMAGE_ID=$id/" "$tree/usr/lib/os-release" >"$folder/os-release"
    inside "$tools" ukify build --linux="/mnt/work/start-$1/vmlinuz" \
        --initrd="/mnt/work/start-$1/initrd" --os-release="@/mnt/work/start-$1/os-release" --uname="$kernel" \
        --cmdline="@/mnt/work/start-$1/cmdline" --output="/mnt/work/start-$1/datasafe.efi"
}

disk_image() { step "disk image of $1" make_disk "$1"; }

make_disk() {
    local folder=$build/work/disk-$1 id cmdline
    variant "$1"
    rm -rf "$folder"
    mkdir -p "$folder"/{definitions,files/esp/EFI/{BOOT,Linux},files/esp/loader}
    cp "$tools/usr/lib/systemd/boot/efi/systemd-bootx64.efi" "$folder/files/esp/EFI/BOOT/BOOTX64.EFI"
    # +3: three tries until a start is blessed, else the older version comes back.
    cp "$build/work/start-$1/datasafe.efi" "$folder/files/esp/EFI/Linux/${id}_$version+3.efi"
    cp "$images/loader.conf" "$folder/files/esp/loader/loader.conf"
    ln "$root/root.raw" "$root/root-verity.raw" "$folder/files/"
    find "$folder/files" -exec touch -h -d "@$epoch" {} +
    local file
    for file in "$images"/repart/*.conf; do
        sed "s/@LABEL@/datasafe_$version/; s/@ROOT_UUID@/$(partition_uuid root)/; s/@VERITY_UUID@/$(partition_uuid verity)/" \
            "$file" >"$folder/definitions/$(basename "$file")"
    done
    inside "$tools" systemd-repart --empty=create --size=auto --offline=yes --dry-run=no \
        --seed="$(fixed_uuid disk)" --definitions="/mnt/work/disk-$1/definitions" --root="/mnt/work/disk-$1/files" \
        --no-pager "/mnt/work/disk-$1/disk.raw"
}

describe() { step "list of what is inside (SPDX)" make_description; }

make_description() {
    mkdir -p "$build/work/description"
    cp "$repository/Scripts/lib/sbom.py" "$repository/Package.swift" "$images/dropped.packages" "$build/work/description/"
    cp "$base/var/lib/dpkg/status" "$build/work/description/status"
    rm -f "$build/work/description/Package.resolved"
    [ ! -f "$repository/Package.resolved" ] || cp "$repository/Package.resolved" "$build/work/description/"
    inside "$tools" python3 /mnt/work/description/sbom.py --version "$version" --epoch "$epoch" \
        --folder /mnt/work/description --copyright "/mnt/cache/$(basename "$base")/usr/share/doc"
}

publish() { step "results to .build-image/out" place_results; }

place_results() {
    local out=$build/out new=$build/out.new name
    rm -rf "$new"
    mkdir -p "$new"
    cp --reflink=auto "$root/root.raw" "$new/datasafe_${version}_$(partition_uuid root).root.raw"
    cp --reflink=auto "$root/root-verity.raw" "$new/datasafe_${version}_$(partition_uuid verity).root-verity.raw"
    cp "$build/work/start-box/datasafe.efi" "$new/datasafe_$version.efi"
    cp "$build/work/start-box-test/datasafe.efi" "$new/datasafe-test_$version.efi"
    cp "$initrd/vmlinuz" "$initrd/initrd" "$new/"
    cp "$root/hash" "$new/roothash"
    mv "$build/work/disk-box/disk.raw" "$new/datasafe_$version.raw"
    mv "$build/work/disk-box-test/disk.raw" "$new/datasafe-test_$version.raw"
    ln -s "datasafe_$version.raw" "$new/box.raw"
    ln -s "datasafe-test_$version.raw" "$new/box-test.raw"
    for name in box box-test; do cp "$build/work/start-$name/cmdline" "$new/$name.cmdline"; done
    cp "$build/work/description/datasafe.spdx.json" "$new/datasafe_$version.spdx.json"
    cp "$build/work/description/packages" "$new/datasafe_$version.packages"
    (cd "$new" && sha256sum ./*.efi ./*.root*.raw vmlinuz initrd >SHA256SUMS)
    chmod 644 "$new"/*
    [ -z "${SUDO_UID:-}" ] || chown -R "$SUDO_UID:${SUDO_GID:-$SUDO_UID}" "$new"
    rm -rf "$out"
    mv "$new" "$out"
}

check_image() { step "check: logins, rights, secrets, paths, sandboxes" "$repository/Scripts/lib/check-image" "$repository"; }

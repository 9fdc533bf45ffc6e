/// Stands in for `datasafe practice inspect`: counts what tests fill a box with. What it says of contents is true; the counts
/// of the database are its size and checksum, the same only for the same bytes.
enum Inspector {
    static func script(root: String) -> String {
        """
        #!/bin/sh
        [ "$1 $2 $4" = "practice inspect --scratch" ] && [ -d "$5" ] || exit 64
        [ ! -e "\(root)/inspector-fails" ] || { echo "inspection failed" >&2; exit 1; }
        while [ -e "\(root)/inspector-waits" ]; do sleep 0.1; done
        all=\(root)/snapshots/current/practice/blobs
        # Contents that the database knows and the snapshot does not have, by their names.
        absent=$(cat "\(root)/inspector-absent" 2>/dev/null || true)
        if [ "$6" = --absent ]; then
            printf %s $(printf %s "$absent" | wc -w)
            exit 0
        fi
        if [ "$6" != --contents ]; then
            set -- $(cksum <"$3/practice.sqlite")
            contents=$(($(find "$all" -type f | wc -l) + $(printf %s "$absent" | wc -w)))
            bytes=$(find "$all" -type f -printf '%s\\n' | awk '{ s += $1 } END { print s + 0 }')
            printf '{"documents":%s,"versions":%s,"folders":1,"users":0,"contents":%s,"bytes":%s,"auditLines":0,"auditHead":""}' \
                "$1" "$2" "$contents" "$bytes"
            exit 0
        fi
        right=0 wrong=0 missing=0 bytes=0
        digit=$7
        [ "$digit" != all ] || digit='?'
        for known in "$all"/$digit?/* $absent; do
            case $known in
                /*) [ -e "$known" ] || continue ;;
                $digit*) ;;
                *) continue ;;
            esac
            name=$(basename "$known")
            file=$3/blobs/$(printf %.2s "$name")/$name
            if [ ! -e "$file" ]; then
                missing=$((missing + 1))
            elif [ "$(sha256sum <"$file" | cut -c 1-64)" = "$name" ]; then
                right=$((right + 1)) bytes=$((bytes + $(stat -c %s "$file")))
            else
                wrong=$((wrong + 1))
            fi
        done
        printf '{"right":%s,"wrong":%s,"missing":%s,"bytes":%s}' $right $wrong $missing $bytes
        """
    }
}

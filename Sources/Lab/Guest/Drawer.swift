public import SystemPackage

/// The drawer beside the box: every stick and disk of the first day, made when first reached for.
///
/// | name | what it is |
/// |---|---|
/// | key1 ... key9, backupkey | empty sticks that set-up may make into keys |
/// | empty | an empty stick that stays one |
/// | photos | a stick with a file system and no key |
/// | foreign | the silver key of another box |
/// | damaged | a copy of key1 with flipped bits in both records, made anew each time |
/// | disk1 ... disk9 | backup disks, empty |
/// | data1 ... data9 | disks for the bays, empty |
public struct Drawer: Sendable {
    /// Where the images lie.
    public let folder: FilePath
    /// Size of a data disk, bytes; at least 192 MiB (LUKS header, btrfs).
    public let dataBytes: Int
    /// Size of a backup disk, bytes.
    public let backupBytes: Int

    /// A drawer in `folder`, which is made if it is not there.
    public init(folder: FilePath, dataMiB: Int = 512, backupMiB: Int = 2048) throws {
        self.folder = folder
        dataBytes = dataMiB << 20
        backupBytes = backupMiB << 20
        try Files.makeFolder(folder)
    }

    /// The part called `name`. Throws `.part` for a name the drawer does not know, with those it does.
    public func part(_ name: String) throws -> Part {
        let file = folder.appending("\(name).img")
        let number = name.last.flatMap { $0.wholeNumberValue }.flatMap { $0 > 0 ? $0 : nil }
        let stem = number == nil ? name : String(name.dropLast())
        switch (stem, number) {
        case ("key", .some(let number)):
            try makeOnce(file, KeyStickImage.empty())
            return Part(name: name, kind: .stick, file: file, serial: "DSKEY000\(number)")
        case ("backupkey", nil), ("empty", nil):
            try makeOnce(file, KeyStickImage.empty())
            return Part(name: name, kind: .stick, file: file, serial: stem == "empty" ? "STICK0001" : "DSKEYB001")
        case ("photos", nil):
            try makeOnce(file, KeyStickImage.photos())
            return Part(name: name, kind: .stick, file: file, serial: "STICK0002")
        case ("foreign", nil):
            try makeOnce(file, KeyStickImage.foreign())
            return Part(name: name, kind: .stick, file: file, serial: "DSKEY7771")
        case ("damaged", nil):
            try makeDamaged(file)
            return Part(name: name, kind: .stick, file: file, serial: "DSKEY0666")
        case ("disk", .some(let number)):
            if !Files.exists(file) { try Files.makeSparse(file, size: backupBytes) }
            return Part(name: name, kind: .backupDisk, file: file, serial: "BACKUP000\(number)")
        case ("data", .some(let number)):
            if !Files.exists(file) { try Files.makeSparse(file, size: dataBytes) }
            return Part(name: name, kind: .dataDisk, file: file, serial: "DATA000\(number)", bay: number - 1)
        default:
            throw GuestError(
                .part, name, "known are key1, key2, backupkey, empty, photos, foreign, damaged, disk1.., data1..")
        }
    }

    private func makeOnce(_ file: FilePath, _ bytes: @autoclosure () -> [UInt8]) throws {
        if !Files.exists(file) { try Files.write(bytes(), to: file) }
    }

    private func makeDamaged(_ file: FilePath) throws {
        let original = folder.appending("key1.img")
        guard Files.exists(original) else {
            throw GuestError(.part, "damaged", "key1 is not written yet; set the box up first")
        }
        let image = try Files.read(original)
        guard KeyStickImage.holdsKey(image) else {
            throw GuestError(.part, "damaged", "key1 holds no key yet; set the box up first")
        }
        try Files.write(KeyStickImage.damaged(copyOf: image), to: file)
    }

    /// Writes every part made so far back to the shop's state: nothing is left of an earlier day.
    public func emptyAll() throws {
        try Files.remove(folder)
        try Files.makeFolder(folder)
    }
}

import ArgumentParser
import FoundationEssentials
import Guest
import SystemPackage

/// What every verb that starts a box of its own is told about it.
struct LabOptions: ParsableArguments {
    @OptionGroup var place: Place
    @Option(help: "Folder with datasafe_<version>.raw and .efi; default .build-image/out.")
    var image: String?
    @Option(help: "The hub's program; none = no hub.")
    var hub: String?
    @Flag(help: "The box's journal goes to .build-run/records/journal.log; only where QEMU loads the kernel itself.")
    var journal = false

    /// A new day with the image called `id`.
    func plan(id: String = "datasafe") throws -> Lab.Plan {
        let images = FilePath(image ?? FilePath(place.root).appending(".build-image/out").string)
        var plan = Lab.Plan(
            folder: try place.folder(), image: try ImageFiles(in: images, id: id),
            owner: ProcessInfo.processInfo.processIdentifier)
        plan.hasJournal = journal
        plan.hubProgram = hub.map { FilePath($0) }
        plan.accelerator = Self.accelerator
        return plan
    }

    /// "tcg", or what a person asked for by `DATASAFE_ACCEL`.
    static var accelerator: String {
        let wish = ProcessInfo.processInfo.environment["DATASAFE_ACCEL"] ?? ""
        return wish.isEmpty ? "tcg" : wish
    }
}

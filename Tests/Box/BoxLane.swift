import FoundationEssentials
import Guest
import Story
import SystemPackage
import Testing

/// The tests of this folder boot the appliance; `Scripts/test` runs them after the image is built, never with the others.
///
/// A missing image is a failure, not a skipped test.
@Suite(.serialized) enum BoxLane {
    /// Top of the repository.
    static let root = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()

    /// A new box of the newest image that was built.
    static func plan() throws -> Lab.Plan {
        let run = root.appending(".build-test").appending("box")
        try Files.makeFolder(run)
        var plan = Lab.Plan(
            folder: try RunFolder(root: run),
            image: try ImageFiles(in: root.appending(".build-image").appending("out")),
            owner: ProcessInfo.processInfo.processIdentifier)
        plan.isDirect = true
        return plan
    }

    /// Opens a lab, hands it and a day in it to `body`, ends browser, box and sockets however that went.
    static func with(_ plan: Lab.Plan, _ body: (Lab, Day) async throws -> Void) async throws {
        let lab = try await Lab.open(plan)
        let day = Day(lab: lab, voice: Voice())
        do {
            try await body(lab, day)
        } catch {
            await day.end()
            await lab.close()
            keepRecords(lab)
            throw error
        }
        await day.end()
        await lab.close()
    }

    /// Journal and screens of a box that failed: the next test starts a new one in the same folder.
    private static func keepRecords(_ lab: Lab) {
        let kept = root.appending(".build-test").appending("failed")
            .appending("\(Int(Date().timeIntervalSince1970))")
        do {
            try lab.folder.copyRecords(to: kept)
            print("records of the box that failed: \(kept)")
        } catch { print("records not kept: \(error)") }
    }
}

import DatasafeCore
import Glibc
import Staging
import Testing

@Suite struct StagingFolderTests {
    let folder: TestFolder
    let staging: StagingFolder

    init() throws {
        folder = try TestFolder()
        staging = StagingFolder(path: folder.path)
    }

    private func error(_ body: () throws -> Void) -> StagingError.Code? {
        do {
            try body()
            return nil
        } catch { return (error as? StagingError)?.code }
    }

    @Test func `what a writer finished stays and can be opened with its exact size`() async throws {
        let writer = try staging.make()
        try await writer.append(Array("Guten ".utf8))
        try await writer.append(Array("Tag".utf8))
        #expect(writer.bytes == 9)
        writer.finish()
        #expect(try folder.read(writer.name.text) == Array("Guten Tag".utf8))
        #expect(folder.mode(writer.name.text) == 0o640)
        #expect(try staging.open(writer.name, bytes: 9).bytes == 9)
        #expect(error { _ = try staging.open(writer.name, bytes: 8) } == .wrongSize)
        #expect(error { _ = try staging.open(writer.name, bytes: 10) } == .wrongSize)
        try staging.remove(writer.name)
        #expect(error { _ = try staging.open(writer.name, bytes: 9) } == .missing)
        try staging.remove(writer.name)
    }

    @Test func `what was not finished is removed`() async throws {
        var writer: StagedWriter? = try staging.make()
        let name = try #require(writer?.name)
        try await writer?.append([1, 2, 3])
        #expect(folder.exists(name.text))
        writer = nil
        #expect(!folder.exists(name.text))
    }

    @Test func `only a plain file is opened`() throws {
        let names = (0..<4).map { _ in StagedName() }
        #expect(symlink("/etc/passwd", "\(folder.path)/\(names[0].text)") == 0)
        #expect(mkdir("\(folder.path)/\(names[1].text)", 0o700) == 0)
        #expect(mkfifo("\(folder.path)/\(names[2].text)", 0o600) == 0)
        for name in names[..<3] { #expect(error { _ = try staging.open(name, bytes: 0) } == .notPlain) }
        #expect(error { _ = try staging.open(names[3], bytes: 0) } == .missing)
    }

    @Test func `a night is a folder, nothing else`() throws {
        let names = (0..<3).map { _ in StagedName() }
        #expect(mkdir("\(folder.path)/\(names[0].text)", 0o700) == 0)
        #expect(symlink("/etc", "\(folder.path)/\(names[1].text)") == 0)
        #expect(try staging.night(names[0]) == "\(folder.path)/\(names[0].text)")
        #expect(error { _ = try staging.night(names[1]) } == .notPlain)
        #expect(error { _ = try staging.night(names[2]) } == .missing)
    }

    @Test func `the sweep takes old uploads only`() throws {
        let old = StagedName()
        let new = StagedName()
        for name in [old.text, new.text, "foreign"] { try folder.write(name, [1]) }
        let night = StagedName()
        #expect(mkdir("\(folder.path)/\(night.text)", 0o700) == 0)
        for name in [old.text, "foreign", night.text] {
            var times = [timeval(tv_sec: 1000, tv_usec: 0), timeval(tv_sec: 1000, tv_usec: 0)]
            #expect(utimes("\(folder.path)/\(name)", &times) == 0)
        }
        let now = Instant(seconds: Int64(time(nil)))
        #expect(staging.sweep(unusedFor: 3600, now: now) == 1)
        #expect(!folder.exists(old.text))
        #expect(folder.exists(new.text) && folder.exists("foreign") && folder.exists(night.text))
        #expect(StagingFolder(path: "/nowhere").sweep(unusedFor: 0, now: now) == 0)
    }

    @Test func `a folder that is missing or full says so`() throws {
        #expect(error { _ = try StagingFolder(path: "/nowhere").make() } == .missing)
        #expect(error { _ = try VolumeSpace(of: "/nowhere") } == .missing)
        let space = try VolumeSpace(of: folder.path)
        #expect(space.free > 0 && space.total >= space.free)
    }
}

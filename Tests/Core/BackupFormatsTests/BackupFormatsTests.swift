import BackupFormats
import DatasafeCore
import Testing

private let id = "176365c2d541b9b3345a89c6d04e4494d4a658c6d13564be55095f96007f3389"
private let pack = "982b6c89736bd10c249fb087adf84c0187140f94f93c353f7c2413e8d5737953"

/// Lines as restic 0.14.0 and 0.18.0 wrote them, paths replaced.
@Suite struct BackupFormatsTests {
    @Test func `the summaries of 0.14 and 0.18`() throws {
        let old =
            #"{"message_type":"summary","files_new":2,"files_changed":0,"files_unmodified":0,"dirs_new":1,"dirs_changed":0,"dirs_unmodified":0,"data_blobs":6,"tree_blobs":2,"data_added":3001320,"total_files_processed":2,"total_bytes_processed":3000003,"total_duration":0.344975944,"snapshot_id":"176365c2"}"#
        let new =
            #"{"message_type":"summary","files_new":2,"data_blobs":4,"tree_blobs":2,"data_added":3001186,"data_added_packed":3001120,"total_files_processed":2,"total_bytes_processed":3000003,"total_duration":0.68,"backup_start":"2026-11-21T06:31:40.825475569Z","backup_end":"2026-11-21T06:31:41.505903605Z","snapshot_id":"\#(id)"}"#
        #expect(
            try BackupMessage(line: old)
                == .summary(BackupSummary(snapshot: "176365c2", files: 2, bytes: 3_000_003, added: 3_001_320)))
        #expect(
            try BackupMessage(line: new)
                == .summary(BackupSummary(snapshot: id, files: 2, bytes: 3_000_003, added: 3_001_186)))
    }

    @Test func `status, errors and what is not needed`() throws {
        let status =
            #"{"message_type":"status","seconds_elapsed":2,"seconds_remaining":7,"percent_done":0.2,"total_files":10,"files_done":3,"total_bytes":3000,"bytes_done":600}"#
        #expect(
            try BackupMessage(line: status)
                == .status(BackupStatus(filesDone: 3, files: 10, bytesDone: 600, bytes: 3000, secondsLeft: 7)))
        #expect(
            try BackupMessage(line: #"{"message_type":"status","percent_done":0,"files_done":1}"#)
                == .status(BackupStatus(filesDone: 1, files: 0, bytesDone: 0, bytes: 0, secondsLeft: nil)))
        #expect(
            try BackupMessage(
                line: #"{"message_type":"error","error":{"Op":"open"},"during":"archival","item":"/a"}"#)
                == .error(item: "/a"))
        for words in [
            "/: tree 9c65 is not known; run `repair index` to try", "parts of s/a not found in the repository index",
        ] {
            let line = #"{"message_type":"error","error":{"message":"\#(words)"},"during":"archival","item":"/"}"#
            #expect(try BackupMessage(line: line) == .error(item: "/", isRepository: true))
        }
        #expect(try BackupMessage(line: #"{"message_type":"verbose_status","action":"new"}"#) == .other)
    }

    @Test(arguments: [
        ("src/nope does not exist, skipping", BackupFormatError.Code.notThis), ("", .notThis), ("{", .notThis),
        (#"{"message_type":5}"#, .notThis), (#"{"message_type":"summary"}"#, .notThis),
        (
            #"{"message_type":"summary","total_files_processed":1,"total_bytes_processed":1,"snapshot_id":"../../etc"}"#,
            .badValue
        ),
        (
            #"{"message_type":"summary","total_files_processed":-1,"total_bytes_processed":1,"snapshot_id":"176365c2"}"#,
            .badValue
        ),
        (#"{"message_type":"status","bytes_done":-4}"#, .badValue),
        ("{\"message_type\":\"status\",\"x\":\"" + String(repeating: "x", count: 1 << 20) + "\"}", .tooLong),
        (String(repeating: "[", count: 100_000), .notThis),
    ])
    func `a line that is no message is refused`(line: String, code: BackupFormatError.Code) {
        let error = #expect(throws: BackupFormatError.self) { try BackupMessage(line: line) }
        #expect(error?.code == code)
    }

    @Test func `a list of snapshots, in UTC and with offsets`() throws {
        let list = """
            [{"time":"2026-01-02T03:04:05Z","tree":"be","paths":["/srv/snapshots/current"],"hostname":"h",\
            "username":"root","tags":["timer"],"id":"\(id)","short_id":"176365c2"},
            {"time":"2026-11-21T21:31:41.539296266+01:00","paths":null,"id":"\(pack)","program_version":"restic 0.18.0",\
            "summary":{"files_new":0}},
            {"time":"2026-11-21T06:31:41-03:30","id":"\(pack)"}]
            """
        let snapshots = try RepositorySnapshot.list(Array(list.utf8))
        #expect(snapshots.map(\.id) == [id, pack, pack])
        #expect(
            snapshots.map(\.at.description) == [
                "2026-01-02T03:04:05Z", "2026-11-21T20:31:41Z", "2026-11-21T10:01:41Z",
            ])
        #expect(snapshots[0].tags == ["timer"])
        #expect(try RepositorySnapshot.list(Array("null".utf8)).isEmpty)
        #expect(try RepositorySnapshot.list(Array("[]".utf8)).isEmpty)
    }

    @Test(arguments: [
        "", "{}", "[{}]", #"[{"time":"2026-01-02T03:04:05Z","id":"176365c2"}]"#,
        #"[{"time":"yesterday","id":"176365c2d541b9b3345a89c6d04e4494d4a658c6d13564be55095f96007f3389"}]"#,
        #"[{"time":"2026-01-02T03:04:05+99:00","id":"176365c2d541b9b3345a89c6d04e4494d4a658c6d13564be55095f96007f3389"}]"#,
    ])
    func `a damaged list is refused`(text: String) {
        #expect(throws: BackupFormatError.self) { try RepositorySnapshot.list(Array(text.utf8)) }
    }

    @Test func `what a full reading found, as 0.14 and 0.18 say it`() {
        var old = CheckReport()
        for line in [
            "read all data",
            "Pack ID does not match, want \(pack), got 4d34ea0555a4916338e4533bdabd26530d775c1fc0c4551f10cf7db874aa1362",
            "[0:00] 100.00%  2 / 2 packs", "Fatal: repository contains errors",
        ] { old.take(line: line) }
        #expect(old.brokenPacks == [pack])
        #expect(old.errors == 1)
        var new = CheckReport()
        for line in [
            #"{"message_type":"error","message":"pack \#(pack) contains 2 errors: [blob 18f3: decrypting failed]\n"}"#,
            #"{"message_type":"error","message":"restic repair packs \#(pack)\nrestic repair snapshots --forget\n"}"#,
            #"{"message_type":"summary","num_errors":1,"broken_packs":["\#(pack)"],"suggest_repair_index":false}"#,
            #"{"message_type":"exit_error","code":1,"message":"Fatal: repository contains errors"}"#,
        ] { new.take(line: line) }
        #expect(new == old)
        var gone = CheckReport()
        gone.take(line: #"{"message_type":"error","message":"pack \#(pack): does not exist\n"}"#)
        #expect(gone.missingPacks == [pack] && gone.brokenPacks.isEmpty && gone.errors == 1)
        var clean = CheckReport()
        // After a kill in a backup: 0.14 names the pack and ends with 0.
        clean.take(line: "pack \(pack): not referenced in any index")
        clean.take(line: "1 additional files were found in the repo, which likely contain duplicate data.")
        clean.take(line: #"{"message_type":"summary","num_errors":0,"broken_packs":null,"suggest_prune":false}"#)
        clean.take(line: "no errors were found")
        #expect(clean == CheckReport())
    }

    @Test func `files of a snapshot`() throws {
        let file = #"{"name":"a","type":"file","path":"/src/a","size":3000000,"struct_type":"node"}"#
        #expect(try TreeEntry.read(line: file) == TreeEntry(path: "/src/a", isFile: true, bytes: 3_000_000))
        #expect(try TreeEntry.read(line: #"{"time":"x","struct_type":"snapshot"}"#) == nil)
        #expect(try TreeEntry.read(line: #"{"type":"symlink","path":"/l","struct_type":"node"}"#) == nil)
        #expect(throws: BackupFormatError.self) {
            try TreeEntry.read(line: #"{"type":"file","path":"a","struct_type":"node"}"#)
        }
        #expect(throws: BackupFormatError.self) { try TreeEntry.read(line: "text") }
    }

    @Test func `the id of a repository`() throws {
        #expect(try RepositoryConfig.id(Array(#"{"version": 2, "id": "\#(id)"}"#.utf8)) == id)
        for text in ["", "{}", #"{"id":"x/../y"}"#, #"{"id":"176365c2"}"#] {
            #expect(throws: BackupFormatError.self) { try RepositoryConfig.id(Array(text.utf8)) }
        }
    }

    @Test func `progress of a restore is only in JSON`() {
        let line = #"{"message_type":"status","total_files":4,"files_restored":1,"total_bytes":40,"bytes_restored":10}"#
        #expect(RestoreStatus(line: line)?.bytesRestored == 10)
        #expect(RestoreStatus(line: "restoring <Snapshot ff446754> to out") == nil)
        #expect(RestoreStatus(line: #"{"message_type":"summary"}"#) == nil)
    }

    @Test(arguments: [
        (Int32?(0), "warning: anything", EngineFault?.none), (3, "", .sourceUnreadable), (10, "", .noRepository),
        (11, "", .locked), (12, "", .wrongPassword), (1, "Fatal: wrong password or no key found", .wrongPassword),
        (1, "stat repox/config\nIs there a repository at the following location?\nrepox", .noRepository),
        (1, "Save(<data/1>) failed: write /r/tmp: no space left on device", .diskFull),
        (1, "open /r/locks/x: read-only file system", .readOnly), (1, "read: input/output error", .inputOutput),
        (1, "unable to create lock in backend: repository is already locked by PID 5", .locked),
        (1, "Fatal: repository contains errors", .damaged), (1, "ciphertext verification failed", .damaged),
        (1, "something new", .other), (nil, "", .other), (130, "", .other),
    ])
    func `exit codes of 0.18 and words of 0.14`(code: Int32?, words: String, fault: EngineFault?) {
        #expect(EngineFault(exitCode: code, words: words) == fault)
    }

    @Test(arguments: [
        ("pack 1a2b: unexpected EOF", EngineFault.other, EngineFault.lineBroken),
        ("Head: dial unix /run/datasafe/uplink.pipe: connect: connection refused", .other, .lineBroken),
        ("Save(<data/1a>) failed: EOF\nFatal: unexpected HTTP response (403): 403 Forbidden", .other, .answerLost),
        ("Fatal: unexpected HTTP response (403): 403 Forbidden", .other, .other),
        ("unexpected HTTP response (507): 507 Insufficient Storage", .other, .quota),
        ("Fatal: repository contains errors", .damaged, .damaged),
    ])
    func `a file cut short is damage on a disk and a broken line elsewhere`(
        words: String, disk: EngineFault, line: EngineFault
    ) {
        #expect(EngineFault(exitCode: 1, words: words) == disk)
        #expect(EngineFault(exitCode: 1, words: words, overLine: true) == line)
    }
}

import DatasafeCore
import Glibc
import Logging
import Synchronization
import Testing
import Threads

@testable import Varlink

/// A server on a socket of its own with this process as `peer`, and a client; ends with the closure.
private func withServer(
    service: ServiceName, users: UserTable, _ build: (inout VarlinkServer) -> Void,
    _ body: @Sendable @escaping (String) async throws -> Void
) async throws {
    var template = Array("/tmp/varlink-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    var server = VarlinkServer(
        service: service, version: "1.0.0", socket: .path("\(folder)/\(service.socketFile)"), users: users,
        logger: Logger(label: "test"))
    build(&server)
    let ready = server
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await ready.run() }
        while access("\(folder)/\(service.socketFile)", F_OK) != 0 { try await Task.sleep(for: .milliseconds(5)) }
        try await body(folder)
        group.cancelAll()
    }
}

private let meAsRoot = UserTable(services: [:], roots: [getuid()])
private let meAsWeb = UserTable(services: [getuid(): .web], roots: [])
private let meAsBeat = UserTable(services: [getuid(): .beat], roots: [])

@Suite(.timeLimit(.minutes(1))) struct VarlinkTests {
    @Test func `a deed answers, with progress in order`() async throws {
        let steps = Mutex<[Int64]>([])
        try await withServer(service: .storage, users: meAsRoot) { server in
            server.on(StorageDeeds.FormArray.self) { deed, context in
                for step in 1...3 { await context.progress(DeedProgress(step: deed.deed, done: Int64(step), of: 3)) }
                return Done()
            }
        } _: { folder in
            let done = try await DeedClient(folder: folder).ask(StorageDeeds.FormArray(deed: "a"), secret: nil) {
                progress in
                steps.withLock { $0.append(progress.done) }
            }
            #expect(done == Done())
        }
        #expect(steps.withLock { $0 } == [1, 2, 3])
    }

    @Test(arguments: [(UInt32(0), true), (geteuid(), true), (geteuid() + 4_000_000, false)])
    func `a service started by hand listens to root and to who started it`(user: UInt32, may: Bool) {
        #expect(UserTable.byHand.may(user, ask: []) == may)
        #expect(UserTable.system.may(user, ask: []) == (user == 0))
    }

    @Test func `a refusal arrives as the same refusal`() async throws {
        try await withServer(service: .setup, users: meAsWeb) { server in
            server.on(SetupDeeds.CheckCode.self) { deed, context in
                #expect(context.peer == .web)
                throw Refusal(code: "SET-CODE", subject: deed.code)
            }
        } _: { folder in
            await #expect(throws: Refusal(code: "SET-CODE", subject: "123456")) {
                try await DeedClient(folder: folder).ask(SetupDeeds.CheckCode(code: "123456"))
            }
        }
    }

    @Test func `secrets travel beside the message, both ways`() async throws {
        try await withServer(service: .practice, users: meAsWeb) { server in
            server.on(PracticeDeeds.ChangePassword.self) { _, context in
                let text = context.secret?.withBytes { String(decoding: $0, as: UTF8.self) }
                #expect(text == "grün und lang")
                return Done()
            }
        } _: { folder in
            let client = DeedClient(folder: folder)
            _ = try await client.ask(PracticeDeeds.ChangePassword(session: "s"), secret: Secret(text: "grün und lang"))
            await #expect(throws: VarlinkError(code: .invalidParameter, what: PracticeDeeds.ChangePassword.method)) {
                try await client.ask(PracticeDeeds.ChangePassword(session: "s"))
            }
        }
        try await withServer(service: .storage, users: meAsRoot) { server in
            server.on(StorageDeeds.ReadBackupKey.self) { _, context in
                context.giveBack(Secret(bytes: [UInt8](0..<64)))
                return Done()
            }
        } _: { folder in
            let key = try await DeedClient(folder: folder).askForSecret(StorageDeeds.ReadBackupKey())
            #expect(key.withBytes { Array($0) } == [UInt8](0..<64))
        }
    }

    @Test func `who is not in the list is refused before the deed runs`() async throws {
        try await withServer(service: .storage, users: meAsBeat) { server in
            server.on(StorageDeeds.ReadBackupKey.self) { _, _ in
                Issue.record("ran")
                return Done()
            }
        } _: { folder in
            await #expect(throws: VarlinkError(code: .notAllowed, what: StorageDeeds.ReadBackupKey.method)) {
                try await DeedClient(folder: folder).ask(StorageDeeds.ReadBackupKey())
            }
        }
    }

    @Test(arguments: [
        (#"{"method":"datasafe.Storage.Nothing","parameters":{}}"#, "org.varlink.service.MethodNotFound"),
        (#"{"method":"datasafe.Storage.FormArray","parameters":{}}"#, "org.varlink.service.InvalidParameter"),
        (#"{"method":"datasafe.Storage.FormArray"}"#, "org.varlink.service.InvalidParameter"),
        (#"{"method":"datasafe.Storage.FormArray","parameters":{"deed":7}}"#, "org.varlink.service.InvalidParameter"),
        (
            #"{"method":"datasafe.Storage.FormArray","parameters":{"deed":"a","path":"/etc"}}"#,
            "org.varlink.service.InvalidParameter"
        ),
        (#"{"method":"org.varlink.service.GetInfo"}"#, #""interfaces":["org.varlink.service","datasafe.Storage"]"#),
        (
            #"{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"datasafe.Storage"}}"#,
            "method FormArray(deed: string)"
        ),
    ])
    func `raw calls get the standard's answers`(call: String, expected: String) async throws {
        let answer = try await raw(Array(call.utf8) + [0])
        #expect(String(decoding: answer, as: UTF8.self).contains(expected))
    }

    @Test(arguments: [
        Array("no json".utf8) + [0], [0], [UInt8](repeating: 32, count: 70_000),
        Array(String(repeating: "[", count: 30).utf8) + [0],
    ])
    func `rubbish ends the connection`(bytes: [UInt8]) async throws {
        #expect(try await raw(bytes).isEmpty)
    }

    @Test func `a half message is dropped after five seconds`() async throws {
        let start = ContinuousClock.now
        #expect(try await raw(Array(#"{"method":"#.utf8)).isEmpty)
        #expect(ContinuousClock.now - start >= .seconds(5))
    }

    @Test func `a flood of connections does not stop the service`() async throws {
        try await withServer(service: .storage, users: meAsRoot) { server in
            server.on(StorageDeeds.FormArray.self) { _, _ in Done() }
        } _: { folder in
            var descriptors: [Int32] = []
            for _ in 0..<40 { descriptors.append(try Socket.connect(to: "\(folder)/storage.socket")) }
            for descriptor in descriptors { close(descriptor) }
            #expect(try await DeedClient(folder: folder).ask(StorageDeeds.FormArray(deed: "a")) == Done())
        }
    }

    /// Sends bytes to a storage server and reads until the connection ends or one message came.
    private func raw(_ bytes: [UInt8]) async throws -> [UInt8] {
        let answer = Mutex<[UInt8]>([])
        try await withServer(service: .storage, users: meAsRoot) { server in
            server.on(StorageDeeds.FormArray.self) { _, _ in Done() }
        } _: { folder in
            // Blocking calls on threads of their own: the cooperative pool is where the server answers.
            let read = try await offload {
                let descriptor = try Socket.connect(to: "\(folder)/storage.socket")
                defer { close(descriptor) }
                var rest = bytes[...]
                while !rest.isEmpty {
                    let count = Socket.send(descriptor, rest, passing: nil, flags: 0)
                    guard count > 0 else { return [UInt8]() }
                    rest = rest.dropFirst(count)
                }
                return Socket.receive(descriptor, flags: 0).bytes
            }
            answer.withLock { $0 = read }
        }
        return answer.withLock { $0 }
    }
}

struct InterfaceTextTests {
    @Test func `every deed names its parameters as its type encodes them`() throws {
        let examples: [any Deed] = [
            StorageDeeds.BeginSetUp(deed: "d", disks: [], confirms: []),
            StorageDeeds.WriteKey(deed: "d", role: "unlock", number: 1, stick: "s", confirm: ""),
            StorageDeeds.FormArray(deed: "d"), StorageDeeds.PowerOff(restart: true, user: "u"),
            StorageDeeds.ReplaceMember(deed: "d", member: 1, disk: "x", confirm: "c", user: "u"),
            PracticeDeeds.FileDocument(session: "s", folder: 1, name: "n", staged: "x", bytes: 1),
            PracticeDeeds.ChangeEntry(session: "s", kind: "folder", id: 1, change: "move", name: "n", parent: 2),
            BackupDeeds.RestoreEntry(deed: "d", place: .disk(1), night: "n", kind: "folder", id: 1, user: "u"),
        ]
        for example in examples {
            func names<Asked: Deed>(_ deed: Asked) throws -> [String] {
                let bytes = try Coding.encode(CallMessage(method: Asked.method, parameters: deed, more: nil))
                return try Coding.decode(CallNames.self, from: bytes).names
            }
            let type = Swift.type(of: example)
            #expect(try names(example).sorted() == type.fields.map(\.name).sorted(), "\(type.method)")
        }
    }
}

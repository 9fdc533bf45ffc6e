import NIOCore
import NIOPosix
public import SystemPackage

/// The serial line of a machine: we listen, QEMU connects, so that not one byte is missed.
///
/// What comes is kept as lines and as a screen, and written to a file with the time since power-on before each line.
public final class SerialConsole: Sendable {
    /// The Unix socket QEMU connects to.
    public let path: String
    private let log: Watched<SerialLog>
    private let begun: Watched<ContinuousClock.Instant>
    private let file: SystemPackage.FileDescriptor
    private let server: Watched<(any Channel)?>
    private let line: Watched<(any Channel)?>

    /// Listens at `path`; lines also go to the file `record`.
    public static func listen(at path: String, record: FilePath) async throws -> SerialConsole {
        let file = try SystemPackage.FileDescriptor.open(
            record, .writeOnly, options: [.create, .append, .closeOnExec], permissions: [.ownerReadWrite, .groupRead])
        let console = SerialConsole(path: path, file: file)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    console.line.change { $0 = channel }
                    try channel.pipeline.syncOperations.addHandler(SerialReader(console: console))
                }
            }
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
        console.server.change { $0 = channel }
        return console
    }

    private init(path: String, file: SystemPackage.FileDescriptor) {
        self.path = path
        self.file = file
        log = Watched(SerialLog())
        begun = Watched(ContinuousClock.now)
        server = Watched(nil)
        line = Watched(nil)
    }

    /// Everything since power-on.
    public var now: SerialLog { log.now }

    /// The rows a person would see on the screen now.
    public var screen: [String] { log.now.screen.lines }

    /// Starts a new log: the machine is being powered on.
    func begin() {
        begun.change { $0 = ContinuousClock.now }
        log.change { $0 = SerialLog() }
        note("---- power on")
    }

    /// Waits until a finished line contains `text`. Throws `.tooLate`.
    @discardableResult
    public func wait(for text: String, limit: Duration) async throws -> SerialLog.Line {
        try await log.wait(for: "\"\(text)\" on the console", limit: limit) { $0.first(containing: text) }
    }

    /// Waits until `find` finds something on the screen or in the lines. Throws `.tooLate` naming `what`.
    public func wait<Found: Sendable>(
        for what: String, limit: Duration, until find: @Sendable (SerialLog) throws -> Found?
    ) async throws -> Found {
        try await log.wait(for: what, limit: limit, until: find)
    }

    /// Types on the serial line; lost if the machine is off.
    public func type(_ text: String) async throws {
        guard let channel = line.now else { return }
        try await channel.writeAndFlush(channel.allocator.buffer(string: text))
    }

    func take(_ bytes: [UInt8]) {
        let at = begun.now.duration(to: .now)
        let finished = Watched<[SerialLog.Line]>([])
        log.change { log in
            let lines = log.take(bytes, at: at)
            finished.change { $0 = lines }
        }
        for line in finished.now { note("\(line.at.seconds)  \(line.text)") }
    }

    private func note(_ line: String) {
        // A full disk must not end the machine: the log in memory goes on.
        _ = try? file.writeAll(Array((line + "\n").utf8))
    }

    /// Stops listening and closes the file.
    public func close() async {
        // Closing what QEMU has already closed is fine.
        _ = try? await line.now?.close()
        _ = try? await server.now?.close()
        try? file.close()
    }
}

/// Hands every buffer of the line to its console.
private final class SerialReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let console: SerialConsole

    init(console: SerialConsole) {
        self.console = console
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        console.take(Array(unwrapInboundIn(data).readableBytesView))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

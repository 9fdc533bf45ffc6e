import NIOCore
import NIOPosix

/// A conversation with one QEMU over its control socket.
///
/// Commands may overlap; each gets its own answer. Events are kept in the order they came. Source: QEMU 7.2 QMP.
public final class QMPClient: Sendable {
    /// QEMU's version as it greeted, "7.2.22".
    public let version: String
    private let channel: any Channel
    private let events: Watched<[QMPEvent]>

    private init(channel: any Channel, version: String, events: Watched<[QMPEvent]>) {
        self.channel = channel
        self.version = version
        self.events = events
    }

    /// Connects to the socket at `path`, waits for the greeting and leaves negotiation mode.
    ///
    /// The socket may appear only after QEMU has started: tried for `limit`. Throws `.tooLate`, `.ended`.
    public static func connect(to path: String, limit: Duration = .seconds(20)) async throws -> QMPClient {
        let events = Watched<[QMPEvent]>([])
        let group = MultiThreadedEventLoopGroup.singleton
        let (channel, version) = try await waiting(for: "QMP socket", limit: limit) {
            () -> ((any Channel), String)? in
            let greeted = group.next().makePromise(of: String.self)
            do {
                let channel = try await ClientBootstrap(group: group)
                    .channelInitializer { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try channel.pipeline.syncOperations.addHandlers(
                                ByteToMessageHandler(LineSplitter()),
                                QMPConversation(greeted: greeted, events: events))
                        }
                    }
                    .connect(unixDomainSocketPath: path).get()
                return (channel, try await greeted.futureResult.get())
            } catch {
                // Not there yet, or QEMU is just being born: try again until the limit says otherwise.
                greeted.fail(error)
                return nil
            }
        }
        let client = QMPClient(channel: channel, version: version, events: events)
        try await client.execute("qmp_capabilities")
        return client
    }

    /// Runs one command. Throws `.refused` with QEMU's sentence, `.ended` if the machine is gone,
    /// `.tooLate` if there is no answer within 60 s.
    @discardableResult
    public func execute(_ command: String, _ arguments: JSON = [:]) async throws -> JSON {
        let answer = channel.eventLoop.makePromise(of: JSON.self)
        let late = channel.eventLoop.scheduleTask(in: .seconds(60)) {
            answer.fail(GuestError(.tooLate, command, "QEMU does not answer"))
        }
        channel.writeAndFlush(QMPRequest(command: command, arguments: arguments, answer: answer))
            .whenFailure { answer.fail(GuestError(.ended, "QMP", "\($0)")) }
        defer { late.cancel() }
        return try await answer.futureResult.get()
    }

    /// How many events have come so far: remember it before an act, wait for events after it.
    public var eventCount: Int { events.now.count }

    /// Waits for the first event after `mark` that `isIt` accepts.
    public func event(
        after mark: Int, _ what: String, limit: Duration, _ isIt: @Sendable (QMPEvent) -> Bool
    ) async throws -> QMPEvent {
        try await events.wait(for: what, limit: limit) { $0.dropFirst(mark).first(where: isIt) }
    }

    /// Hangs up. QEMU goes on.
    public func close() async {
        // A socket QEMU has already closed is what is wanted.
        _ = try? await channel.close()
    }
}

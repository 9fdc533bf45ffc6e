import NIOCore
import NIOPosix

/// One end as code outside its event loop holds it.
struct SplicedEnd: Sendable {
    let channel: any Channel
    let splice: NIOLoopBound<Splice>

    /// Puts a splice at the end of the pipeline; on the channel's event loop.
    init(_ channel: any Channel, _ splice: Splice) throws {
        try channel.pipeline.syncOperations.addHandler(splice)
        self.channel = channel
        self.splice = NIOLoopBound(splice, eventLoop: channel.eventLoop)
    }

    /// Closes at once.
    func abort() {
        let splice = splice
        channel.eventLoop.execute { splice.value.abort() }
    }
}

/// Two ends on one event loop.
struct SplicedPair: Sendable {
    let one: SplicedEnd
    let other: SplicedEnd

    /// What happened, from the `other` end's side.
    struct Ending: Sendable {
        /// Bytes that came from the other end.
        var taken: Int
        /// The other end had nothing more to say first.
        var otherWasFirst: Bool
        /// The other end broke.
        var isBroken: Bool
    }

    /// Lets the bytes flow until both ends are closed; closes them when the task is cancelled.
    func run() async -> Ending {
        await withTaskCancellationHandler {
            let (one, other) = (one.splice, other.splice)
            self.one.channel.eventLoop.execute { Splice.join(one.value, other.value) }
            try? await self.one.channel.closeFuture.get()
            try? await self.other.channel.closeFuture.get()
            let ending = self.other.channel.eventLoop.submit {
                Ending(
                    taken: other.value.taken, otherWasFirst: other.value.endedFirst,
                    isBroken: other.value.fault != nil)
            }
            return (try? await ending.get()) ?? Ending(taken: 0, otherWasFirst: false, isBroken: true)
        } onCancel: {
            one.abort()
            other.abort()
        }
    }
}

/// Unix sockets that others listen on.
public enum WireDoor {
    /// Whether somebody listens at a path.
    public static func answers(_ path: String) async -> Bool {
        guard
            let channel = try? await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(unixDomainSocketPath: path).get()
        else { return false }
        try? await channel.close().get()
        return true
    }

    /// A connection to a path, on `loop`.
    static func open(_ path: String, on loop: any EventLoop) async throws -> SplicedEnd {
        try await ClientBootstrap(group: loop).channelOption(.allowRemoteHalfClosure, value: true)
            .connect(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture { try SplicedEnd(channel, Splice(isTLS: false)) }
            }
    }
}

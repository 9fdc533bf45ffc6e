import NIOCore
import NIOPosix

/// Asks a vault for what is safe to ask: whether there is a repository for this box, and whether it may take away from it. One
/// connection each, one question of HTTP/1.1, and of the answer only the first line.
public struct WireProbe: Sendable {
    public enum Outcome: Sendable {
        /// There is a repository.
        case found
        /// There is room for one.
        case empty
    }

    /// Half a minute at most.
    public static let usual: WireLimits = {
        var limits = WireLimits(milliseconds: 5000)
        limits.total = .seconds(20)
        return limits
    }()

    /// - Parameters:
    ///   - path: of the file that every repository has.
    ///   - limits: `connect` until the connection stands, `read` for the handshake, `total` for the answer: a vault counts
    ///     what is stored before it says its first word.
    /// - Throws: `.identity`, `.unreachable`, `.untrusted`, `.timeout`; `.closed` when the vault knows the box but ends the
    ///   connection without an answer, or when cancelled; `.broken` for anything else.
    public static func ask(
        _ target: WireTarget, path: String = "/repo/config", limits: WireLimits = WireProbe.usual
    ) async throws(WireError) -> Outcome {
        switch try await status(of: "HEAD", path, target, limits) {
        case "200": return .found
        case "404": return .empty
        default: throw WireError(.broken, target.address.place, cause: "no answer of a vault")
        }
    }

    /// Whether what is stored may be taken away now: tries it with a night that does not exist. A vault that only adds says
    /// 403 before it looks; another has no objection, or finds nothing. Throws as `ask`.
    public static func mayDelete(
        _ target: WireTarget, limits: WireLimits = WireProbe.usual
    ) async throws(WireError) -> Bool {
        let nothing = String(repeating: "0", count: 64)
        return ["200", "404"].contains(try await status(of: "DELETE", "/repo/snapshots/\(nothing)", target, limits))
    }

    /// The number in the first line of an answer; empty when it is none of HTTP.
    private static func status(
        of method: String, _ path: String, _ target: WireTarget, _ limits: WireLimits
    ) async throws(WireError) -> String {
        let place = target.address.place
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let (channel, answer) = try await Dial.open(target, on: loop, limits: limits) { channel in
            let promise = channel.eventLoop.makePromise(of: [UInt8].self)
            try channel.pipeline.syncOperations.addHandler(StatusLine(promise))
            return promise.futureResult
        }
        let late = channel.eventLoop.scheduleTask(in: TimeAmount(limits.total)) {
            channel.pipeline.fireErrorCaught(WireError(.timeout, place))
        }
        defer {
            late.cancel()
            Dial.hangUp(channel)
        }
        do {
            let question = "\(method) \(path) HTTP/1.1\r\nHost: vault\r\nConnection: close\r\n\r\n"
            let line = try await withTaskCancellationHandler {
                // A vault that refuses may be gone before the question is written; what it says is what counts.
                channel.writeAndFlush(ByteBuffer(string: question), promise: nil)
                return try await answer.get()
            } onCancel: {
                Dial.hangUp(channel)
            }
            guard !line.isEmpty else { throw WireError(.closed, place) }
            let words = String(decoding: line, as: UTF8.self).split(separator: " ")
            return words.count > 1 && words[0].hasPrefix("HTTP/1.") ? String(words[1]) : ""
        } catch {
            throw WireError(of: error, place)
        }
    }
}

/// Takes bytes until the end of the first line; an end before the first byte is an empty line.
private final class StatusLine: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private static let longest = 512

    private let promise: EventLoopPromise<[UInt8]>
    private var line: [UInt8] = []
    private var isOver = false

    init(_ promise: EventLoopPromise<[UInt8]>) { self.promise = promise }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        line += unwrapInboundIn(data).readableBytesView.prefix(Self.longest)
        if let end = line.firstIndex(of: UInt8(ascii: "\r")) {
            complete(.success(Array(line[..<end])))
        } else if line.count >= Self.longest {
            complete(.failure(ChannelError.inputClosed))
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed = event as? ChannelEvent { close() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) { close() }

    func handlerRemoved(context: ChannelHandlerContext) { close() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is WireError { return complete(.failure(error)) }
        // A connection that is cut off before the first byte is a refusal as well.
        close()
    }

    private func close() { complete(line.isEmpty ? .success([]) : .failure(ChannelError.inputClosed)) }

    private func complete(_ result: Result<[UInt8], any Error>) {
        guard !isOver else { return }
        isOver = true
        promise.completeWith(result)
    }
}

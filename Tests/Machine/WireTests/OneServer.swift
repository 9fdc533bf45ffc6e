import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Seal
import Synchronization
import Wire

/// A TLS server on loopback that answers well or badly, and remembers what it saw.
final class OneServer: Sendable {
    enum Answer: Sendable {
        case echo, never, rubbish, hangUp, redirect
        case flood(announced: Bool)
    }

    let port: Int
    let seen = Seen()
    private let channel: any Channel
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    init(_ identity: SelfSigned, answer: Answer, maximum: TLSVersion = .tlsv13) async throws {
        var tls = try WireServer.configuration(
            WireIdentity(keyPEM: identity.key.pem, certificate: identity.certificate), asksFor: identity.certificate)
        if maximum == .tlsv12 {
            tls.minimumTLSVersion = .tlsv12
            tls.maximumTLSVersion = .tlsv12
        }
        let context = try NIOSSLContext(configuration: tls)
        let seen = seen
        let bootstrap = ServerBootstrap(group: group).childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                seen.withLock { $0.connections += 1 }
                let sync = channel.pipeline.syncOperations
                try sync.addHandler(
                    NIOSSLServerHandler(context: context, customVerificationCallback: WireServer.takesAnyKey))
                try sync.configureHTTPServerPipeline()
                try sync.addHandler(Answerer(answer: answer, seen: seen))
            }
        }
        channel = try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    func stop() async {
        guard seen.withLock({ !$0.isStopped }) else { return }
        seen.withLock { $0.isStopped = true }
        try? await channel.close().get()
        try? await group.shutdownGracefully()
    }
}

/// What a server saw.
final class Seen: Sendable {
    struct State: Sendable {
        var connections = 0
        var requests = 0
        var written = 0
        var keys: Set<[UInt8]> = []
        var versions: Set<String> = []
        var isStopped = false
    }

    private let state = Mutex(State())

    func withLock<Result: Sendable>(_ body: (inout State) -> Result) -> Result { state.withLock { body(&$0) } }
}

/// Answers one request after the other.
final class Answerer: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let answer: OneServer.Answer
    private let seen: Seen
    private var body: [UInt8] = []

    init(answer: OneServer.Answer, seen: Seen) {
        self.answer = answer
        self.seen = seen
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            body = []
            let sync = context.channel.pipeline.syncOperations
            let key = try? sync.nioSSL_peerCertificate()?.extractPublicKey().toSPKIBytes()
            let version = (try? sync.nioSSL_tlsVersion()).flatMap { $0.map { "\($0)" } }
            seen.withLock { state in
                state.requests += 1
                if let key { state.keys.insert(key) }
                if let version { state.versions.insert(version) }
            }
        case .body(let buffer): body += buffer.readableBytesView
        case .end: respond(context)
        }
    }

    private func respond(_ context: ChannelHandlerContext) {
        switch answer {
        case .never: break
        case .hangUp: context.close(promise: nil)
        case .echo: send(context, status: .ok, headers: ["content-length": "\(body.count)"], body: body)
        case .redirect:
            send(context, status: .temporaryRedirect, headers: ["location": "/other", "content-length": "0"], body: [])
        case .rubbish:
            let text = ByteBuffer(string: "SSH-2.0-OpenSSH\r\n\r\n")
            // Written past the HTTP encoder: straight into the TLS handler.
            if let tls = try? context.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self) {
                tls.writeAndFlush(NIOAny(text), promise: nil)
            }
        case .flood(let announced):
            let headers = announced ? ["content-length": "\(100 << 20)"] : ["transfer-encoding": "chunked"]
            let head = HTTPResponseHead(
                version: .http1_1, status: .ok, headers: HTTPHeaders(headers.map { ($0.key, $0.value) }))
            context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
            flood(context)
        }
    }

    private func flood(_ context: ChannelHandlerContext) {
        let chunk = ByteBuffer(repeating: 65, count: 1 << 16)
        guard seen.withLock({ $0.written }) < 100 << 20 else { return }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(chunk)))).whenSuccess {
            let (me, context) = bound.value
            me.seen.withLock { $0.written += 1 << 16 }
            me.flood(context)
        }
    }

    private func send(
        _ context: ChannelHandlerContext, status: HTTPResponseStatus, headers: [String: String], body: [UInt8]
    ) {
        let head = HTTPResponseHead(
            version: .http1_1, status: status, headers: HTTPHeaders(headers.map { ($0.key, $0.value) }))
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

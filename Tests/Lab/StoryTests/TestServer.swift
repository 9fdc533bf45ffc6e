import Guest
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Subprocess
import SystemPackage

/// A small HTTPS server with a certificate of its own: one form, one cookie, one redirect, whatever is PUT.
final class TestServer: Sendable {
    let channel: any Channel
    let port: Int
    let certificate: NIOSSLCertificate

    init() async throws {
        let folder = FilePath("/tmp/datasafe-server-\(UInt64.random(in: 0 ... .max))")
        try Files.makeFolder(folder, isPrivate: true)
        defer { try? Files.remove(folder) }
        let key = folder.appending("key.pem").string
        let file = folder.appending("certificate.pem").string
        let made = try await run(
            .path("/usr/bin/openssl"),
            arguments: [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
                "-out",
                file, "-days", "2", "-subj", "/CN=datasafe test",
            ], output: .discarded, error: .string(limit: 4096))
        guard made.terminationStatus.isSuccess else { throw StoryTestError.openssl(made.standardError) }
        let chain = try NIOSSLCertificate.fromPEMFile(file)
        certificate = chain[0]
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        let context = try NIOSSLContext(configuration: configuration)
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(NIOSSLServerHandler(context: context))
                    try pipeline.configureHTTPServerPipeline()
                    try pipeline.addHandler(Answers())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }
}

enum StoryTestError: Error { case openssl(String) }

private final class Answers: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let piece): body += Array(piece.readableBytesView)
        case .end: if let head { answer(context, head) }
        }
    }

    private func answer(_ context: ChannelHandlerContext, _ head: HTTPRequestHead) {
        let cookie = head.headers["cookie"].joined(separator: "; ")
        switch (head.method, head.uri) {
        case (.GET, "/"): send(context, 303, "", [("Location", "/login")])
        case (.GET, "/out"): send(context, 303, "", [("Location", "https://example.invalid/")])
        case (.GET, "/circle"): send(context, 303, "", [("Location", "/circle")])
        case (.GET, "/login"):
            let form =
                "<form method=post action=/login><input type=hidden name=csrf value=t0ken><input name=user></form>"
            send(context, 200, form, [("Set-Cookie", "__Host-csrf=t0ken; Path=/; Secure")])
        case (.POST, "/login"):
            let sent = String(decoding: body, as: UTF8.self)
            let isRight = sent == "csrf=t0ken&user=M%C3%BCller%20%26%20Co" && cookie == "__Host-csrf=t0ken"
            let isSame = head.headers.first(name: "origin") == head.headers.first(name: "host").map { "https://\($0)" }
            send(
                context, isRight && isSame ? 303 : 403, sent,
                [("Location", "/in"), ("Set-Cookie", "__Host-session=s1; Path=/")])
        case (.GET, "/in"): send(context, cookie.contains("__Host-session=s1") ? 200 : 403, "<h1>drin</h1>", [])
        case (.PUT, _):
            send(context, 201, #"{"bytes":\#(body.count),"token":"\#(head.headers["x-csrf-token"].first ?? "")"}"#, [])
        case (.GET, "/document"): send(context, 200, String(repeating: "x", count: 300_000), [])
        default: send(context, 404, "nichts da", [])
        }
    }

    private func send(
        _ context: ChannelHandlerContext, _ status: Int, _ text: String, _ headers: [(String, String)]
    ) {
        var fields = HTTPHeaders(headers)
        fields.add(name: "Content-Length", value: "\(text.utf8.count)")
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: fields)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A client that does not like the certificate hangs up.
        context.close(promise: nil)
    }
}

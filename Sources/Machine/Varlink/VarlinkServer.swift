public import DatasafeCore
public import Logging

/// Where a server takes calls.
public enum ServerSocket: Sendable {
    /// Descriptor 3, from a systemd socket unit (sd_listen_fds(3)).
    case activated
    /// A socket file it makes itself; tests, and programs started by hand.
    case path(String)
}

/// Answers the deeds of one service. `varlinkctl` is an independent client.
///
/// A deed runs on after its caller hung up, and one that carries an id (`deed`) runs once however often it is asked.
public struct VarlinkServer: Sendable {
    private let service: ServiceName
    private let version: String
    private let socket: ServerSocket
    private let users: UserTable
    private let logger: Logger
    private var deeds: [String: any AnsweredDeed] = [:]

    public init(
        service: ServiceName, version: String, socket: ServerSocket = .activated, users: UserTable = .system,
        logger: Logger
    ) {
        self.service = service
        self.version = version
        self.socket = socket
        self.users = users
        self.logger = logger
    }

    /// Says how a deed is done. `body` throws `Refusal` to say no.
    public mutating func on<Asked: Deed>(
        _ type: Asked.Type, _ body: @escaping @Sendable (Asked, DeedContext) async throws -> Asked.Outcome
    ) {
        precondition(Asked.service == service, "\(Asked.method) is not a deed of \(service)")
        deeds[Asked.method] = Answer<Asked>(body: body)
    }

    /// Serves until the task is cancelled.
    public func run() async throws {
        let loop = try ServerLoop(listener: listener())
        try loop.start()
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                for await call in loop.calls {
                    group.addTask { await answer(call) }
                }
                group.cancelAll()
            }
        } onCancel: {
            loop.stop()
        }
    }

    private func listener() throws(VarlinkError) -> Int32 {
        switch socket {
        case .path(let path): return try Socket.listen(at: path)
        case .activated:
            guard let descriptor = Activation.socket(0) else {
                throw VarlinkError(code: .system, what: "LISTEN_FDS is not set: start me by my socket unit")
            }
            return descriptor
        }
    }

    private func answer(_ call: ServerLoop.Call) async {
        var secret: Secret?
        if let passed = call.passed { secret = try? SecretFile.take(passed) }
        guard jsonDepth(call.bytes) <= Limits.depth,
            let head = try? Coding.decode(CallHead.self, from: call.bytes)
        else {
            logger.warning("call is not Varlink", metadata: ["user": "\(call.connection.user)"])
            call.connection.end()
            return
        }
        let reply: Reply
        if head.method.hasPrefix("org.varlink.service.") {
            reply = own(head.method, call.bytes)
        } else if let deed = deeds[head.method] {
            reply = await answer(deed, head, call, secret)
        } else {
            reply = .error("org.varlink.service.MethodNotFound", ServiceErrorParameters(method: head.method))
        }
        if case .error(let name, _) = reply {
            logger.notice(
                "call refused", metadata: ["method": "\(head.method.prefix(80))", "error": "\(name)"])
        }
        if head.oneway != true { send(reply, to: call.connection) }
    }

    private func answer(
        _ deed: any AnsweredDeed, _ head: CallHead, _ call: ServerLoop.Call, _ secret: Secret?
    ) async -> Reply {
        guard users.may(call.connection.user, ask: deed.askers) else {
            return .error("org.varlink.service.PermissionDenied", ServiceErrorParameters(method: head.method))
        }
        guard let names = try? Coding.decode(CallNames.self, from: call.bytes).names else {
            return .error("org.varlink.service.InvalidParameter", ServiceErrorParameters(parameter: "parameters"))
        }
        if let unknown = names.first(where: { name in !deed.fields.contains { $0.name == name } }) {
            return .error(
                "org.varlink.service.InvalidParameter", ServiceErrorParameters(parameter: String(unknown.prefix(64))))
        }
        let connection = call.connection
        let context = DeedContext(peer: users.service(connection.user), secret: secret) { progress in
            guard head.more == true else { return }
            if let bytes = try? Coding.encode(ReplyMessage(parameters: progress, continues: true)) {
                connection.put(bytes)
            }
        }
        return await deed.answer(call.bytes, context, logger)
    }

    /// The interface every Varlink service has. Source: varlink.org, "Service Interface".
    private func own(_ method: String, _ bytes: [UInt8]) -> Reply {
        let interface = "datasafe.\(service.interfaceWord)"
        switch method {
        case "org.varlink.service.GetInfo":
            return .good(
                ServiceInfo(
                    vendor: "Datasafe", product: "datasafe-\(service.rawValue)", version: version, url: "",
                    interfaces: ["org.varlink.service", interface]))
        case "org.varlink.service.GetInterfaceDescription":
            let asked = try? Coding.decode(CallParameters<InterfaceName>.self, from: bytes).parameters.interface
            guard asked == interface else {
                return .error("org.varlink.service.InterfaceNotFound", InterfaceName(interface: interface))
            }
            return .good(InterfaceDescription(description: interfaceText(deeds.values.map(\.type))))
        default:
            return .error("org.varlink.service.MethodNotFound", ServiceErrorParameters(method: method))
        }
    }

    private func send(_ reply: Reply, to connection: Connection) {
        do {
            switch reply {
            case .good(let parameters, let secret):
                let bytes = try parameters.replyBytes()
                guard bytes.count <= Limits.reply else {
                    throw VarlinkError(code: .protocolBroken, what: "reply too long")
                }
                connection.put(bytes, passing: try secret.map { try SecretFile.make($0) })
            case .error(let name, let parameters):
                connection.put(try parameters.errorBytes(name))
            }
        } catch {
            logger.error("reply lost", metadata: ["error": "\(error)"])
            connection.end()
        }
    }
}

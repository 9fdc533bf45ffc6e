public import DatasafeCore
import Glibc
import Threads

/// Asks the services of this box; one connection per deed.
public struct DeedClient: DeedAsking {
    private let folder: String

    public init(folder: String = ServiceName.runFolder) { self.folder = folder }

    public func ask<Asked: Deed>(
        _ deed: Asked, secret: Secret?, progress: (@Sendable (DeedProgress) async -> Void)?
    ) async throws -> Asked.Outcome {
        try await call(deed, secret: secret, progress: progress).outcome
    }

    public func askForSecret<Asked: Deed>(_ deed: Asked) async throws -> Secret {
        guard let secret = try await call(deed, secret: nil, progress: nil).secret else {
            throw VarlinkError(code: .protocolBroken, what: Asked.method)
        }
        return secret
    }

    private func call<Asked: Deed>(
        _ deed: Asked, secret: Secret?, progress: (@Sendable (DeedProgress) async -> Void)?
    ) async throws -> (outcome: Asked.Outcome, secret: Secret?) {
        let path = "\(folder)/\(Asked.service.socketFile)"
        let message = CallMessage(method: Asked.method, parameters: deed, more: progress == nil ? nil : true)
        let bytes = try Coding.encode(message) + [0]
        guard bytes.count <= Limits.call else { throw VarlinkError(code: .protocolBroken, what: Asked.method) }
        let wire = try await offload { try ClientWire(path: path, sending: bytes, secret: secret) }
        // Whoever waits is cancelled: hang up, the deed goes on at the service.
        return try await withTaskCancellationHandler {
            while true {
                let (reply, passed) = try await offload { try wire.next() }
                let head = try Coding.decode(ReplyHead.self, from: reply)
                if let error = head.error { throw failure(error, reply, Asked.self) }
                if head.continues == true {
                    let step = try Coding.decode(CallParameters<DeedProgress>.self, from: reply).parameters
                    await progress?(step)
                    continue
                }
                let outcome = try Coding.decode(CallParameters<Asked.Outcome>.self, from: reply).parameters
                return (outcome, try passed.map { try SecretFile.take($0) })
            }
        } onCancel: {
            wire.hangUp()
        }
    }

    private func failure<Asked: Deed>(_ name: String, _ reply: [UInt8], _ type: Asked.Type) -> any Error {
        if name == "\(Asked.interface).Refused",
            let refused = try? Coding.decode(CallParameters<RefusedParameters>.self, from: reply).parameters
        {
            return Refusal(code: refused.code, subject: refused.subject)
        }
        let code: VarlinkError.Code =
            switch name {
            case "org.varlink.service.MethodNotFound": .unknownMethod
            case "org.varlink.service.InvalidParameter": .invalidParameter
            case "org.varlink.service.PermissionDenied": .notAllowed
            default: .internalError
            }
        return VarlinkError(code: code, what: Asked.method)
    }
}

/// One blocking connection; the descriptor is closed when the last user lets go.
private final class ClientWire: @unchecked Sendable {
    // `reader`, `ready` and `passed` are touched by one call of `next` at a time: the asker waits for each.
    private let descriptor: Int32
    private var reader = MessageReader(limit: Limits.reply)
    private var ready: [[UInt8]] = []
    private var passed: [Int32] = []

    init(path: String, sending bytes: [UInt8], secret: Secret?) throws {
        descriptor = try Socket.connect(to: path)
        let file = try secret.map { try SecretFile.make($0) }
        defer { if let file { close(file) } }
        var rest = bytes[...]
        var passing = file
        while !rest.isEmpty {
            let count = Socket.send(descriptor, rest, passing: passing, flags: 0)
            if count == -Int(EINTR) { continue }
            guard count > 0 else { throw VarlinkError(code: .hungUp, what: path, errno: Int32(-count)) }
            passing = nil
            rest = rest.dropFirst(count)
        }
    }

    func next() throws -> (bytes: [UInt8], passed: Int32?) {
        while ready.isEmpty {
            let (count, bytes, descriptors) = Socket.receive(descriptor, flags: 0)
            passed.append(contentsOf: descriptors)
            if count == -Int(EINTR) { continue }
            guard count > 0 else { throw VarlinkError(code: .hungUp) }
            ready = try reader.take(bytes[...])
        }
        return (ready.removeFirst(), passed.isEmpty ? nil : passed.removeFirst())
    }

    func hangUp() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    deinit {
        for file in passed { close(file) }
        close(descriptor)
    }
}

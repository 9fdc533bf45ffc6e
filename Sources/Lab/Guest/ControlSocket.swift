import NIOCore
import NIOPosix

/// The Unix socket through which verbs from another shell reach the process that owns the box.
///
/// One line of JSON there, one back: `{"verb":"plug","part":"key1"}`, `{"ok":true,"said":"key1 is in"}`.
public enum ControlSocket {
    /// Serves until cancelled: each verb goes to `act`, whose sentence (or error) goes back.
    public static func serve(
        at path: String, ready: @escaping @Sendable () async -> Void = {},
        act: @escaping @Sendable (Verb) async throws -> String
    ) async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) { channel in
                channel.eventLoop.makeCompletedFuture { try wrap(channel) }
            }
        try await server.executeThenClose { connections in
            await ready()
            try await withThrowingDiscardingTaskGroup { group in
                for try await connection in connections {
                    group.addTask {
                        // A shell that hangs up early must not end the box.
                        _ = try? await answer(connection, act)
                    }
                }
            }
        }
    }

    private static func answer(
        _ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>, _ act: @Sendable (Verb) async throws -> String
    ) async throws {
        try await connection.executeThenClose { inbound, outbound in
            for try await line in inbound {
                let reply: JSON
                do {
                    let said = try await act(Verb(line: try JSON(line.readableBytesView)))
                    reply = ["ok": true, "said": .string(said)]
                } catch {
                    reply = ["ok": false, "said": .string("\(error)")]
                }
                try await outbound.write(ByteBuffer(bytes: try reply.bytes() + [10]))
                return
            }
        }
    }

    /// Sends `verb` to the owner at `path` and returns its sentence. Throws `.refused` with it if it did not work.
    public static func send(_ verb: Verb, to path: String) async throws -> String {
        let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
        do {
            channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(unixDomainSocketPath: path) { channel in
                    channel.eventLoop.makeCompletedFuture { try wrap(channel) }
                }
        } catch {
            throw GuestError(.power, "box", "nobody answers: start it with Scripts/run")
        }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: try verb.line.bytes() + [10]))
            for try await line in inbound {
                let reply = try JSON(line.readableBytesView)
                guard reply["ok"]?.truth == true else {
                    throw GuestError(.refused, "box", reply["said"]?.text ?? "")
                }
                return reply["said"]?.text ?? ""
            }
            throw GuestError(.ended, "box", "hung up")
        }
    }

    private static func wrap(_ channel: any Channel) throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(LineSplitter()))
        return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
    }
}

import DatasafeCore
import Logging
public import ServiceLifecycle
import Varlink

/// The first day of a box: asks others for the work, keeps how far it is, shows the next step. Ends when all is done.
public struct Setup: Service {
    private let outsides: SetupOutsides

    /// How long the last answer gets to arrive before the service ends.
    private static let farewell = Duration.seconds(2)

    public init(_ outsides: SetupOutsides) { self.outsides = outsides }

    /// Runs until the first day is over, or until cancelled or shut down in order. Throws when the journal cannot be read.
    public func run() async throws {
        let outsides = outsides
        let day = try FirstDay(outsides)
        let server = Self.serve(outsides.server, day)
        await day.resume()
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    try await server.run()
                    return false
                }
                group.addTask {
                    await withDiscardingTaskGroup { work in
                        for await job in day.jobs { work.addTask(operation: job) }
                    }
                    return false
                }
                group.addTask {
                    for await service in outsides.changes() where service != .setup { await day.look() }
                    return false
                }
                group.addTask { await Self.keepLooking(day, outsides) }
                // The first that says "over" ends the service; the others end only by cancellation or by an error.
                while let isOver = try await group.next(), !isOver, !Task.isCancelled {}
                group.cancelAll()
            }
        }
    }

    /// Publishes in the fact's period; true when the first day is over and the last reader has had time.
    private static func keepLooking(_ day: FirstDay, _ outsides: SetupOutsides) async -> Bool {
        var waited = Duration.zero
        while !Task.isCancelled {
            if waited == .zero { await day.look(always: true) }
            if await day.isOver {
                try? await outsides.clock.sleep(for: farewell)
                await day.look(always: true)
                outsides.logger.notice("set-up is over")
                return true
            }
            try? await outsides.clock.sleep(for: .seconds(1))
            waited += .seconds(1)
            if waited >= .seconds(SetupFact.every) { waited = .zero }
        }
        return false
    }

    private static func serve(_ plain: VarlinkServer, _ day: FirstDay) -> VarlinkServer {
        var server = plain
        server.on(SetupDeeds.CheckCode.self) { deed, _ in
            try await day.check(deed.code)
            return Done()
        }
        server.on(SetupDeeds.NamePractice.self) { deed, context in
            try await day.name(deed, secret: context.secret)
            return Done()
        }
        server.on(SetupDeeds.ChooseDisks.self) { deed, _ in
            try await day.chooseDisks(deed)
            return Done()
        }
        server.on(SetupDeeds.WriteStick.self) { deed, _ in
            try await day.writeStick(deed)
            return Done()
        }
        server.on(SetupDeeds.FormBox.self) { _, _ in
            try await day.formBox()
            return Done()
        }
        server.on(SetupDeeds.PaperKey.self) { _, context in
            context.giveBack(try await day.paperKey())
            return Done()
        }
        server.on(SetupDeeds.Finish.self) { _, _ in
            try await day.finish()
            return Done()
        }
        return server
    }
}

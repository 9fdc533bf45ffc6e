import DatasafeCore
import Testing

struct BeatPlanTests {
    let now = Instant(seconds: 1_795_000_000)

    private func content(
        _ states: [String: Int] = [:], events: [BeatEvent] = [], phase: BeatPhase = .open, isComplete: Bool = true
    ) -> BeatContent {
        var content = BeatContent(
            BeatSources(monitor: .missing, storage: .missing, backup: .missing, practice: .missing), uptime: 0, now: now
        )
        content.phase = phase
        content.isComplete = isComplete
        content.checks = states.sorted { $0.key < $1.key }.map {
            BeatCheck(id: $0.key, state: $0.value, value: Double.random(in: 0...9), since: now, reason: "")
        }
        content.events = events
        return content
    }

    private func event(_ number: Int, _ kind: BeatEvent.Kind, state: Int = 2) -> BeatEvent {
        BeatEvent(number: number, kind: kind, id: "load15", state: state, value: nil, reason: "", at: now)
    }

    @Test func `full first, then only what changed, then full after 15 minutes`() throws {
        let first = try #require(
            BeatPlan.next(content(["load15": 0, "psu": 0]), memory: BeatMemory(event: 0), uptime: 10, cause: .timer))
        #expect(first.kind == .full)
        #expect(first.checks.count == 2)
        let second = try #require(
            BeatPlan.next(content(["load15": 0, "psu": 1]), memory: first.memory, uptime: 70, cause: .timer))
        #expect(second.kind == .delta)
        #expect(second.checks.map(\.id) == ["psu"])
        let third = try #require(
            BeatPlan.next(content(["load15": 0, "psu": 1]), memory: second.memory, uptime: 130, cause: .timer))
        #expect(third.kind == .delta)
        #expect(third.checks.isEmpty)
        let later = try #require(
            BeatPlan.next(content(["load15": 0]), memory: third.memory, uptime: 910, cause: .timer))
        #expect(later.kind == .full)
        #expect(later.memory.sent.keys.sorted() == ["load15"])
    }

    @Test func `the hub may ask for everything, once`() throws {
        var memory = BeatMemory(event: 0)
        memory.fullAt = 10
        memory.isFullAsked = true
        let plan = try #require(BeatPlan.next(content(["psu": 0]), memory: memory, uptime: 20, cause: .timer))
        #expect(plan.kind == .full)
        #expect(!plan.memory.isFullAsked)
    }

    @Test func `a change is worth a beat only when it is urgent`() {
        var memory = BeatMemory(event: 4)
        memory.fullAt = 10
        memory.phase = .open
        func kind(_ content: BeatContent) -> Heartbeat.Kind? {
            BeatPlan.next(content, memory: memory, uptime: 20, cause: .change)?.kind
        }
        #expect(kind(content(["load15": 1])) == nil)
        #expect(kind(content(events: [event(5, .raise, state: 1)])) == nil)
        #expect(kind(content(events: [event(4, .worse)])) == nil)
        #expect(kind(content(events: [event(5, .raise, state: 2)])) == .event)
        #expect(kind(content(events: [event(5, .worse)])) == .event)
        #expect(kind(content(events: [event(5, .resolve, state: 0)])) == .event)
        #expect(kind(content(phase: .locked)) == .event)
    }

    @Test func `each event is told once`() throws {
        let first = try #require(
            BeatPlan.next(
                content(events: [event(5, .raise), event(6, .resolve)]), memory: BeatMemory(event: 5), uptime: 1,
                cause: .timer))
        #expect(first.events.map(\.number) == [6])
        #expect(first.memory.event == 6)
        let second = try #require(
            BeatPlan.next(content(events: [event(6, .resolve)]), memory: first.memory, uptime: 2, cause: .timer))
        #expect(second.events.isEmpty)
    }

    @Test func `a monitor that counts from one again is heard`() throws {
        let plan = try #require(
            BeatPlan.next(content(events: [event(1, .raise)]), memory: BeatMemory(event: 900), uptime: 1, cause: .timer)
        )
        #expect(plan.events.map(\.number) == [1])
        #expect(plan.memory.event == 1)
    }

    @Test func `without a monitor nothing is full`() throws {
        let plan = try #require(
            BeatPlan.next(
                content(["monitor.self": 2], isComplete: false), memory: BeatMemory(event: 0), uptime: 1, cause: .timer)
        )
        #expect(plan.kind == .delta)
    }
}

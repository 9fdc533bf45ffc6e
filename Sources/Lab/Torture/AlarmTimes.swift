public import Guest
public import Story

/// A fault whose alarm is timed.
public enum AlarmFault: String, Sendable, CaseIterable {
    // In the order in which they are made: after two lost disks the check of members stays up as one that comes and goes.
    /// No sector of a disk can be read until it is written over.
    case sectors = "read errors"
    /// A disk is pulled out of its bay.
    case pull
    /// A disk answers every request with an error.
    case silence = "dead disk"

    /// The check that must tell of it begins so.
    var check: String { self == .sectors ? "raid.errors:d" : "raid.members" }
    /// 1 = look at it, 2 = alarm. 3, nobody knows, tells of nothing.
    var states: ClosedRange<Int> { self == .sectors ? 1...2 : 2...2 }
}

/// From one fault to somebody knowing of it.
public struct AlarmTimes: Sendable, Equatable {
    /// What was done.
    public var fault: AlarmFault
    /// Until the box's own page shows it; nil = not measured.
    public var local: Duration?
    /// Until the hub's page shows it; nil = no hub.
    public var hub: Duration?

    var words: String { "\(fault.rawValue): page \(local?.seconds ?? "–"), hub \(hub?.seconds ?? "–")" }

    /// Rows for the table of a bench: for each fault the longest of all measurements, beside what others do by default.
    ///
    /// smartd looks every 1,800 s (smartd(8), `-i`); the Prometheus mixin of node_exporter alarms after a state has
    /// lasted 15 minutes (`NodeRAIDDegraded`, `for: 15m`).
    public static func rows(_ times: [AlarmTimes]) -> [BenchRow] {
        AlarmFault.allCases.flatMap { fault -> [BenchRow] in
            let mine = times.filter { $0.fault == fault }
            guard !mine.isEmpty else { return [] }
            return [
                row(
                    "alarm-\(fault)-local", "\(fault.rawValue) to alarm on the box's page", mine.compactMap(\.local),
                    beside: 1800, "smartd, default interval; limit 3 s", 3),
                row(
                    "alarm-\(fault)-hub", "\(fault.rawValue) to alarm on the hub's page", mine.compactMap(\.hub),
                    beside: 900, "Prometheus mixin, NodeRAIDDegraded; limit 5 s", 5),
            ]
        }
    }

    /// Measures each fault `count` times on the box of `lab` and returns the rows; one more with the reason if not all
    /// of it was measured, or the box lost something meanwhile.
    public static func bench(count: Int, voice: Voice, lab: () throws -> Lab.Plan) async -> [BenchRow] {
        var times: [AlarmTimes] = []
        var reason: String?
        do {
            var plan = TorturePlan(lab: try lab())
            (plan.cuts, plan.flips, plan.pulls, plan.controls, plan.alarms) = (0, 0, 0, [], count)
            let torture = try await Torture.open(plan, voice: voice)
            do { try await torture.run() } catch { reason = "\(error)" }
            reason = reason ?? torture.count.faults.first
            times = await torture.alarmTimes
            await torture.close()
        } catch {
            reason = "\(error)"
        }
        let missed = reason.map {
            BenchRow(
                id: "alarm", name: "fault to alarm, the rest", unit: "s", ours: .missed($0), instead: nil, remark: "")
        }
        return rows(times) + (missed.map { [$0] } ?? [])
    }

    private static func row(
        _ id: String, _ name: String, _ times: [Duration], beside: Double, _ words: String, _ limit: Double
    ) -> BenchRow {
        let longest = times.max()?.inSeconds
        let isOver = longest.map { $0 > limit } ?? false
        return BenchRow(
            id: id, name: name, unit: "s", ours: longest.map { .measured($0) } ?? .missed("nobody looked"),
            instead: .measured(beside),
            remark: "longest of \(times.count); \(words)\(isOver ? ", OVER" : "")")
    }
}

/// The rules for one reading, as a pure function of what is known. Source: storage design 3.13.
struct SmartRules {
    let values: SmartValues
    let thresholds: SmartThresholds
    let acknowledged: [SmartCounter: Int]
    let history: SmartHistory
    let now: Instant
    /// The last up to three temperatures, °C.
    let temperatures: [Int]

    /// Everything that is wrong now.
    func reasons() -> [SmartReason] {
        statements() + bands() + growth() + temperature() + wearForecast()
    }

    /// What the disk itself says. Only an explicit `false` counts.
    private func statements() -> [SmartReason] {
        var reasons: [SmartReason] = []
        if values.passed == false { reasons.append(SmartReason(.failed, .crit)) }
        if let id = values[.failingAttribute], id > 0 {
            reasons.append(SmartReason(.attributeFailing, .crit, counter: .failingAttribute, attribute: id, value: id))
        }
        if let id = values[.failedAttribute], id > 0, acknowledged[.failedAttribute] != id {
            reasons.append(SmartReason(.attributeFailed, .warn, counter: .failedAttribute, attribute: id, value: id))
        }
        if let warning = values[.criticalWarning], warning != 0 {
            reasons.append(SmartReason(.nvmeCriticalWarning, .crit, counter: .criticalWarning, value: warning))
        }
        // A drive whose threshold is 0 or above 100 does not use it.
        if let spare = values[.spare], let limit = values[.spareThreshold], (1...100).contains(limit), spare < limit {
            reasons.append(SmartReason(.nvmeSpare, .crit, counter: .spare, value: spare, limit: limit))
        }
        if values[.selfTestFailed] == 1 {
            reasons.append(SmartReason(.selfTestFailed, .crit, counter: .selfTestFailed))
        }
        if let older = values[.selfTestsFailedBefore], older > acknowledged[.selfTestsFailedBefore] ?? 0 {
            reasons.append(SmartReason(.selfTestFailedBefore, .warn, counter: .selfTestsFailedBefore, value: older))
        }
        return reasons
    }

    private static let judgedByBand: [(SmartCounter, SmartCode)] = [
        (.reallocated, .reallocated), (.pending, .pending), (.uncorrectable, .offlineUncorrectable),
        (.reported, .reportedUncorrectable), (.endToEnd, .endToEnd), (.mediaErrors, .nvmeMediaErrors),
        (.percentageUsed, .worn), (.uncorrectedErrors, .scsiUncorrected), (.grownDefects, .scsiGrownDefects),
    ]

    private func bands() -> [SmartReason] {
        Self.judgedByBand.compactMap { counter, code in
            guard let value = values[counter], let (level, limit) = thresholds.bands[counter]?.judge(value),
                value > acknowledged[counter] ?? Int.min
            else { return nil }
            return SmartReason(code, level, counter: counter, value: value, limit: limit)
        }
    }

    private static let judgedByGrowth: [(SmartCounter, SmartCode)] = [
        (.reallocated, .reallocated), (.timeouts, .commandTimeouts), (.crc, .cable),
    ]

    private func growth() -> [SmartReason] {
        Self.judgedByGrowth.compactMap { counter, code in
            guard let value = values[counter], let limit = thresholds.growth[counter],
                let before = history.value(of: counter, secondsBefore: limit.seconds, now: now)?.values[counter]
            else { return nil }
            let grown = value - max(before, acknowledged[counter] ?? before)
            guard grown >= limit.by else { return nil }
            return SmartReason(code, limit.level, counter: counter, value: value, limit: limit.by, grownBy: grown)
        }
    }

    private func temperature() -> [SmartReason] {
        guard values.celsius != nil, !temperatures.isEmpty else { return [] }
        let median = temperatures.sorted()[(temperatures.count - 1) / 2]
        guard let (level, limit) = thresholds.temperature(of: values).judge(median) else { return [] }
        return [SmartReason(.temperature, level, value: median, limit: limit)]
    }

    private func wearForecast() -> [SmartReason] {
        guard let used = values[.percentageUsed], used < 100,
            let first = history.value(of: .percentageUsed, secondsBefore: 90 * 86_400, now: now),
            let before = first.values[.percentageUsed]
        else { return [] }
        let seconds = now.seconds(since: first.at)
        guard seconds >= thresholds.forecastDays * 86_400, used - before >= thresholds.forecastPercent else {
            return []
        }
        let days = Int(Int64(100 - used) * seconds / Int64(used - before) / 86_400)
        let band = thresholds.wearForecast
        if let limit = band.crit, days < limit {
            return [SmartReason(.wearForecast, .crit, counter: .percentageUsed, value: days, limit: limit)]
        }
        guard let limit = band.warn, days < limit else { return [] }
        return [SmartReason(.wearForecast, .warn, counter: .percentageUsed, value: days, limit: limit)]
    }
}

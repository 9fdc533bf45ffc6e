import DatasafeCore
import DatasafeTexts
import HubStore
import Markup

/// The beats of the last seven days, one bar an hour, drawn on the server.
struct BeatChart {
    static let days = 7
    /// Beats an hour at the usual interval of 60 s: a full bar.
    static let expected = 60.0

    let pulse: [PulseRow]
    let now: Instant

    /// Midnight in Berlin six days ago.
    static func start(_ now: Instant) -> Instant {
        var civil = BerlinTime.civil(now.adding(seconds: -Int64(days - 1) * 86_400))
        (civil.hour, civil.minute, civil.second) = (0, 0, 0)
        return BerlinTime.instant(civil)
    }

    func html(_ visit: HubVisit) -> HTML {
        let start = Self.start(now)
        let first = Int(start.seconds / 3600)
        let hours = Self.days * 24
        let bars: [HTML] = pulse.filter { (first..<first + hours).contains($0.hour) }.map { bar($0, first, visit) }
        let midnights: [HTML] = (1..<Self.days).map { day in
            "<line class=\"midnight\" x1=\"\(day * 24)\" x2=\"\(day * 24)\" y1=\"0\" y2=\"40\"></line>"
        }
        let labels: [HTML] = (0..<Self.days).map { day in
            // Noon: no change of the clocks moves it to another day.
            let noon = start.adding(seconds: Int64(day) * 86_400 + 43_200)
            return "<span>\(visit.wording.shortDay(BerlinTime.civil(noon)))</span>"
        }
        return """
            <svg class="chart" viewBox="0 0 \(hours) 40" preserveAspectRatio="none" role="img" \
            aria-label="\(visit[.hubBeats])">\(midnights)\(bars)</svg><div class="days" aria-hidden="true">\(labels)</div>
            """
    }

    private func bar(_ row: PulseRow, _ first: Int, _ visit: HubVisit) -> HTML {
        let x = "\(row.hour - first).08"
        // Never so low that one beat is not seen.
        func height(_ beats: Int) -> Int { beats == 0 ? 0 : max(2, Int(min(1, Double(beats) / Self.expected) * 38)) }
        let (live, late) = (height(row.beats), min(height(row.late), 38))
        var words = visit.say(
            .hubBar,
            ["time": visit.wording.moment(Instant(seconds: Int64(row.hour) * 3600)), "beats": "\(row.beats)"])
        if row.late > 0 { words += ", " + visit.say(.hubBarLate, ["late": "\(row.late)"]) }
        let above = min(late, 38 - min(live, 38))
        let lateBar: HTML =
            above == 0
            ? .empty
            : "<rect class=\"bar-late\" x=\"\(x)\" width=\"0.84\" y=\"\(40 - live - above)\" height=\"\(above)\"></rect>"
        return """
            <g><title>\(words)</title><rect class="bar-\(min(max(row.rank, 0), 3))" x="\(x)" width="0.84" \
            y="\(40 - live)" height="\(live)"></rect>\(lateBar)</g>
            """
    }
}

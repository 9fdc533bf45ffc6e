import DatasafeCore
import Logging
import Seal
import Wire

/// Makes beats, keeps them until the hub has them, and takes the few things a hub may say. One at a time: the owner of
/// the line, the counters and the spool.
actor BeatKeeper {
    /// At least so many seconds between two tries that something urgent asked for.
    static let urgentPause = 5
    /// A refused box tries again this often, in seconds.
    static let refusedPause = 900

    /// Beats sent in one turn: while a long spool is emptied, alarms must still be heard.
    static let mostPerTurn = 50

    let outsides: BeatOutsides
    let book: BeatBook
    let log: Logger
    let folder: SealFolder

    var enrolment: BeatBook.Enrolment?
    var line: (any HubLine)?
    var sealed: SelfSigned?
    private var memory = BeatMemory(event: 0)
    private var isMemoryRead = false
    private(set) var interval = 60
    private(set) var nextBeat: Int
    private(set) var retryAt = 0
    private var lastTry = -1000
    private(set) var failures = 0
    /// Highest number the hub took in this run: what is above it is news, what is below waits its turn.
    private var highestSent = 0
    private var offset: Int?
    private(set) var trouble = "none"
    private(set) var lastAcknowledged: Instant?
    private(set) var lostEvents = false
    private var isDelivering = false

    init(outsides: BeatOutsides, log: Logger) throws {
        self.outsides = outsides
        self.log = log
        book = try BeatBook(folder: outsides.state)
        folder = SealFolder(path: outsides.state)
        nextBeat = outsides.uptime() + Int(outsides.random() * Double(max(0, outsides.startJitter)))
    }

    /// Reads what an earlier run left. A damaged key is an error for the log; the box then is as if not enrolled.
    func open() async throws {
        enrolment = try await book.enrolment()
        interval = try await book.interval()
        guard enrolment != nil else { return }
        sealed = try folder.load()
    }

    func close() async {
        await line?.close()
        line = nil
        book.close()
    }

    /// A new enrolment counts from one: what was counted for another hub is forgotten.
    func begin(_ enrolment: BeatBook.Enrolment, sealed: SelfSigned) {
        self.enrolment = enrolment
        self.sealed = sealed
        memory = BeatMemory(event: 0)
        isMemoryRead = true
        (highestSent, failures, retryAt, lastTry) = (0, 0, 0, -1000)
        trouble = "none"
    }

    // MARK: Making beats

    /// One turn of the loop. Errors of the disk are thrown; those of the network are a state.
    func turn(_ sound: Bell.Sound) async throws {
        let uptime = outsides.uptime()
        var isUrgent = false
        switch sound {
        case .timer:
            if uptime >= nextBeat { try await make(.timer) }
        case .change:
            isUrgent = try await make(.change)
        case .asked:
            try await make(.asked)
            isUrgent = true
        case .stop:
            try await make(.asked, phase: .stopping)
            isUrgent = true
        }
        if uptime >= retryAt || (isUrgent && uptime - lastTry >= Self.urgentPause) { try await deliver() }
    }

    /// Puts the next beat into the spool; false when there is nothing to say or nobody to say it to.
    @discardableResult
    private func make(_ cause: BeatCause, phase: BeatPhase? = nil) async throws -> Bool {
        let uptime = outsides.uptime()
        guard let enrolment, let sealed else {
            nextBeat = uptime + interval
            return false
        }
        if !isMemoryRead {
            memory = BeatMemory(event: try await book.lastEvent())
            isMemoryRead = true
        }
        let now = outsides.now()
        var content = BeatContent(outsides.sources(), uptime: uptime, now: now)
        if let phase { content.phase = phase }
        guard let plan = BeatPlan.next(content, memory: memory, uptime: uptime, cause: cause) else { return false }
        let beat = Heartbeat(
            kind: plan.kind, software: outsides.software, phase: content.phase, device: enrolment.device,
            boot: outsides.boot, seq: try await book.lastSeq() + 1, at: now, uptime: uptime, offset: offset,
            inventory: plan.kind == .full ? content.inventory : nil, checks: plan.checks, events: plan.events,
            audit: content.audit)
        try await spool(beat, event: plan.memory.event, sealed)
        memory = plan.memory
        if cause != .change { nextBeat = uptime + interval }
        return true
    }

    private func spool(_ beat: Heartbeat, event: Int, _ sealed: SelfSigned) async throws {
        let bytes: [UInt8]
        do {
            bytes = try beat.written()
        } catch {
            // Cannot happen while fold and lists agree; then the least is said instead of nothing.
            log.error("beat not written", metadata: ["error": "\(error)"])
            bytes = try minimal(seq: beat.seq, enrolment: beat.device).written()
        }
        try await book.append(
            BeatBook.Spooled(
                seq: beat.seq, kind: beat.kind, at: beat.at, hasEvents: !beat.events.isEmpty, body: bytes,
                signature: try sealed.key.sign(bytes)), event: event)
        if try await book.waiting().bytes > SpoolRule.largest {
            lostEvents = try await book.trim(now: outsides.now()) || lostEvents
        }
    }

    /// The least that can be said: that the box lives and that something is wrong with its reports.
    private func minimal(seq: Int, enrolment device: String) -> Heartbeat {
        let now = outsides.now()
        return Heartbeat(
            kind: .delta, software: outsides.software, phase: .unknown, device: device, boot: outsides.boot, seq: seq,
            at: now, uptime: outsides.uptime(),
            checks: [
                BeatCheck(
                    id: CheckID(.monitorSelf).text, state: 1, value: nil, since: now,
                    reason: CheckReason.monitorGaps.code)
            ])
    }

    // MARK: Sending

    /// Sends what waits: the newest first, because it is the present, then the rest in its order, until all is gone or one
    /// try fails.
    func deliver() async throws {
        guard !isDelivering, let enrolment, sealed != nil else { return }
        isDelivering = true
        defer { isDelivering = false }
        lastTry = outsides.uptime()
        for _ in 0..<Self.mostPerTurn {
            guard !Task.isCancelled, let beat = try await pick() else { return }
            let outcome = try await send(beat, enrolment)
            // Enrolled anew while waiting for the answer: it was about another device.
            guard self.enrolment == enrolment else { return }
            guard try await settle(beat, outcome, enrolment) else { return }
        }
    }

    private func pick() async throws -> BeatBook.Spooled? {
        guard let newest = try await book.next(newest: true) else { return nil }
        return newest.seq > highestSent ? newest : try await book.next(newest: false)
    }

    private func send(_ beat: BeatBook.Spooled, _ enrolment: BeatBook.Enrolment) async throws -> SendOutcome {
        let line: any HubLine
        do {
            line = try openLine(enrolment)
        } catch {
            log.error("line", metadata: ["error": "\(error)"])
            return .failed("unreachable", retryAfter: nil)
        }
        var headers = [("Datasafe-Signature", Signature.text(beat.signature)), ("Content-Type", "application/json")]
        var body = beat.body
        if body.count > Heartbeat.compressAbove {
            body = Deflate.gzip(body)
            headers.append(("Content-Encoding", "gzip"))
        }
        do throws(WireError) {
            return SendOutcome(try await line.post("/v1/beat", headers: headers, body: body))
        } catch {
            log.notice("hub not reached", metadata: ["error": "\(error.code.rawValue)"])
            return .failed(error.code == .untrusted ? "refused" : "unreachable", retryAfter: nil)
        }
    }

    private func openLine(_ enrolment: BeatBook.Enrolment) throws -> any HubLine {
        if let line { return line }
        guard let sealed else { throw SealError(code: .notAKey, what: "key.pem") }
        let pin = enrolment.pin
        let opened = try outsides.hub.line(
            to: WireAddress(enrolment.hub),
            identity: WireIdentity(keyPEM: sealed.key.pem, certificate: sealed.certificate),
            trusts: { Fingerprint(of: $0).hex == pin })
        line = opened
        return opened
    }

    /// Draws the consequence; false when sending stops for now.
    private func settle(
        _ beat: BeatBook.Spooled, _ outcome: SendOutcome, _ enrolment: BeatBook.Enrolment
    ) async throws -> Bool {
        switch outcome {
        case .stored(let reply):
            try await book.remove([beat.seq])
            highestSent = max(highestSent, beat.seq)
            try await heed(reply)
            return true
        case .malformed:
            // Never sent again: it would be refused again. The hub learns at least that something is wrong.
            log.error("hub refused a beat as malformed", metadata: ["seq": "\(beat.seq)"])
            try await book.remove([beat.seq])
            highestSent = max(highestSent, beat.seq)
            let isMinimal = (try? HeartbeatReading(beat.body).beat.phase) == .unknown
            if !isMinimal, let sealed {
                let seq = try await book.lastSeq() + 1
                let event = try await book.lastEvent()
                try await spool(minimal(seq: seq, enrolment: enrolment.device), event: event, sealed)
            }
            return true
        case .conflict(let highest):
            return try await renumber(beat, above: highest)
        case .refused:
            trouble = "refused"
            retryAt = outsides.uptime() + Self.refusedPause
            return false
        case .wait(let seconds):
            retryAt = outsides.uptime() + seconds + Int(outsides.random() * 5)
            return false
        case .failed(let why, let retryAfter):
            failures += 1
            trouble = why
            let pause = retryAfter.map { Double($0) * (1 + outsides.random() / 2) }
            retryAt =
                outsides.uptime() + Int(pause ?? Backoff.seconds(attempt: failures, random: outsides.random())) + 1
            return false
        }
    }

    /// Numbers that the hub has already seen, from a box that was set back: the same beat gets a number above them.
    private func renumber(_ beat: BeatBook.Spooled, above highest: Int) async throws -> Bool {
        guard let sealed, var changed = try? HeartbeatReading(beat.body).beat else {
            try await book.remove([beat.seq])
            return true
        }
        changed.seq = max(highest, try await book.lastSeq(), highestSent) + 1
        let bytes = try changed.written()
        try await book.renumber(
            beat.seq,
            to: BeatBook.Spooled(
                seq: changed.seq, kind: beat.kind, at: beat.at, hasEvents: beat.hasEvents, body: bytes,
                signature: try sealed.key.sign(bytes)))
        memory.isFullAsked = true
        log.warning("numbers were taken", metadata: ["seq": "\(beat.seq)", "now": "\(changed.seq)"])
        failures += 1
        retryAt = outsides.uptime() + 1
        // Once in a turn: two boxes with one identity must not race each other.
        return false
    }

    private func heed(_ reply: HubReply) async throws {
        let now = outsides.now()
        failures = 0
        retryAt = 0
        lastAcknowledged = now
        offset = Int(clamping: reply.now.milliseconds - now.milliseconds)
        trouble = abs(reply.now.seconds(since: now)) > 60 ? "clock" : "none"
        if reply.ignored > 0 { log.warning("hub said unknown things", metadata: ["count": "\(reply.ignored)"]) }
        if reply.next != interval {
            interval = reply.next
            try await book.setInterval(interval)
            nextBeat = min(nextBeat, outsides.uptime() + interval)
        }
        for command in reply.commands {
            switch command {
            case .snapshot:
                memory.isFullAsked = true
                nextBeat = outsides.uptime() + 1
            case .beat:
                // Not at once: a hub that asks with each reply must not drive the box.
                nextBeat = min(nextBeat, outsides.uptime() + Self.urgentPause)
            }
        }
    }
}

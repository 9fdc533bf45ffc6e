public import DatasafeCore

extension ScriptedBox {
    /// A box that backs up to the online service too.
    public func online(
        _ change: (inout RemoteTarget) -> Void = { _ in }, running: ((inout BackupRunFact) -> Void)? = nil
    ) {
        let now = ScriptedBox.now
        var target = RemoteTarget(.online, repository: "r", since: now.adding(seconds: -8_640_000))
        target.lastNight = now.adding(seconds: -86_400)
        target.lastSuccess = now.adding(seconds: -85_000)
        target.lastFullRead = now.adding(seconds: -604_800)
        target.nights = 99
        change(&target)
        show(target, running: running)
    }

    /// A target that is no disk, with its last night in the history.
    func show(_ target: RemoteTarget, running: ((inout BackupRunFact) -> Void)?) {
        let (id, now) = (target.id, ScriptedBox.now)
        facts.change(BackupFact()) { fact in
            var remote = RemoteFact(target, now: now)
            if let running {
                var run = BackupRunFact(id, step: "prepare", started: now, cause: "timer")
                running(&run)
                remote.running = run
            }
            fact.remotes.removeAll { $0.id == id }
            fact.remotes.append(remote)
            fact.runs.removeAll { $0.target == id }
            if let ended = target.lastSuccess {
                var run = BackupRunFact(id, step: "done", started: ended, cause: "timer")
                run.ended = ended
                (run.files, run.bytes) = (12_431, 48_200_000_000)
                fact.runs.insert(run, at: 1)
            }
        }
    }
}

public import DatasafeCore

extension ScriptedBox {
    /// A box that backs up to a share of the practice's network storage too.
    public func share(
        _ change: (inout RemoteTarget) -> Void = { _ in }, running: ((inout BackupRunFact) -> Void)? = nil
    ) {
        let now = ScriptedBox.now
        var target = RemoteTarget(.share, repository: "r", since: now.adding(seconds: -8_640_000))
        target.plan = .share
        target.server = ShareAddress(typed: "\\\\nas\\backup\\datasafe").map { address in
            ShareServer(
                address: address, user: ShareUser(typed: "PRAXIS\\sicherung"),
                folder: ShareServer.folder(of: "3f9a02c1"), policy: .kept, answered: now.adding(seconds: -8_640_000))
        }
        target.lastNight = now.adding(seconds: -86_400)
        target.lastSuccess = now.adding(seconds: -85_000)
        target.lastFullRead = now.adding(seconds: -604_800)
        target.nights = 41
        target.freePercent = 45
        change(&target)
        show(target, running: running)
    }

    /// This box's backup key is plugged in.
    public func plugBackupKey() {
        facts.change(StorageFact()) { fact in
            var stick = StickFact(id: "s", model: "Backup", bytes: 8_000_000_000, role: "backup")
            stick.number = 1
            fact.sticks = [stick]
        }
    }
}

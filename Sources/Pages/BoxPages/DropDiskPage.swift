import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/backup/drop/2`: a lost or broken backup disk leaves the rotation, after one page that says what that means.
enum DropDiskPage {
    static func register(_ routes: PageRoutes) {
        routes.get("/backup/drop/{disk}", need: .may(.initialiseBackupDisk)) { visit in
            guard let number = visit.parameter("disk").flatMap({ Int($0) }),
                visit.sight.backup?.disks.contains(where: { $0.number == number }) == true
            else { return visit.refused(.of(.notFound)) }
            return visit.page(.backupTitle, place: .backup, html(visit, number))
        }
        routes.post("/backup/drop", need: .may(.initialiseBackupDisk)) { visit, form in
            guard let disk = form.number("disk"), (1...99).contains(disk) else { return visit.refused(.of(.form)) }
            let deed = BackupDeeds.DropDisk(deed: visit.newDeed(), disk: disk, user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)")
        }
    }

    private static func html(_ visit: Visit, _ number: Int) -> HTML {
        let button = visit.button(.dropDisk, .exit, style: "danger", id: "drop-disk")
        return """
            <p><a href="/backup">\(Icon.back.html) \(visit[.backupTitle])</a></p>\
            <h1>\(visit.say(.dropDiskTitle, ["number": "\(number)"]))</h1>\
            <section class="card"><div class="card-body"><p>\(visit[.dropDiskWhat])</p><p>\(visit[.dropDiskStays])</p>\
            <div class="actions">\(visit.form("/backup/drop", "\(visit.hidden("disk", "\(number)"))\(button)"))\
            <a class="btn btn-outline-secondary" href="/backup">\(visit[.cancel])</a></div></div></section>
            """
    }
}

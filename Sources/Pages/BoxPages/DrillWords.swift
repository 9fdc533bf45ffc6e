import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// A certificate in words, the same on page and paper.
struct DrillWords {
    let certificate: DrillCertificate
    let visit: Visit

    var level: Level { certificate.isGood ? .ok : .crit }

    var title: String { visit[certificate.kind == .key ? .drillKeyTitle : .drillTitle] }

    var kind: String {
        switch certificate.kind {
        case .night: visit[.drillNight]
        case .full: visit[.drillFull]
        case .key: visit[.drillKey]
        }
    }

    /// What came of it.
    var sentence: String {
        guard let code = certificate.code else {
            switch certificate.kind {
            case .night: return visit[.drillNightGood]
            case .full: return visit[.drillFullGood]
            case .key: return visit[.drillKeyGood]
            }
        }
        let advice = visit.advice(for: Refusal(code: code, subject: certificate.target.text))
        return "\(advice.sentence[visit.language]) \(visit.say(.code, ["code": advice.code]))"
    }

    var done: [(Text, String)] {
        var facts: [(Text, String)] = [
            (.drillNumber, "\(certificate.number)"), (.drillKind, kind),
            (.drillDisk, BackupWords.name(of: certificate.target, visit)),
        ]
        if let night = certificate.night { facts.append((.drillNightOf, visit.wording.exact(night))) }
        facts.append((.drillBegan, visit.wording.exact(certificate.began)))
        facts.append((.drillEnded, visit.wording.exact(certificate.ended)))
        if certificate.kind != .key, certificate.isGood {
            let bytes = visit.wording.bytes(certificate.bytes)
            facts.append((.drillFiles, "\(visit.wording.number(certificate.files)), \(bytes)"))
            facts.append((.drillDatabases, visit.wording.number(certificate.databases)))
        }
        return facts
    }

    /// Restored and original side by side.
    var counts: [(Text, String)] {
        guard let restored = certificate.restored, let original = certificate.original else { return [] }
        func pair(_ count: (PracticeCounts) -> Int) -> String {
            "\(visit.wording.number(count(restored))) = \(visit.wording.number(count(original)))"
        }
        return [
            (.drillDocuments, pair { $0.documents }), (.drillVersions, pair { $0.versions }),
            (.drillFolders, pair { $0.folders }), (.drillUsers, pair { $0.users }),
            (.drillContents, pair { $0.contents }),
            (.drillBytes, "\(visit.wording.bytes(restored.bytes)) = \(visit.wording.bytes(original.bytes))"),
            (.drillAudit, pair { $0.auditLines }),
        ]
    }
}

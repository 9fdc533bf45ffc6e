import DatasafeCore
import DatasafeTexts
import PageFrame

/// What is said about one erased disk, the same on the page and in the PDF: only what the record holds, and what the
/// method can and cannot do.
struct ErasureWords {
    let erasure: ErasureFact
    let visit: Visit

    /// How it ended.
    enum Result {
        case passed, unchecked, failed
    }

    var result: Result { erasure.wrong > 0 ? .failed : erasure.checked > 0 ? .passed : .unchecked }

    var level: Level {
        switch result {
        case .passed: .ok
        case .unchecked: .warn
        case .failed: .crit
        }
    }

    var title: String {
        switch result {
        case .passed: visit[.erasurePassed]
        case .unchecked: visit[.erasureUnchecked]
        case .failed: visit[.erasureFailed]
        }
    }

    /// The sentence below the title; nothing where the title says it all.
    var why: String {
        switch result {
        case .passed: visit[.erasurePassedWhy]
        case .unchecked: ""
        case .failed: visit[.erasureFailedWhy]
        }
    }

    /// The medium.
    var disk: [(Text, String)] {
        [
            (.diskModel, erasure.model), (.diskSerial, erasure.serial),
            (
                .diskSize,
                visit.say(
                    .erasureBytes,
                    ["size": visit.wording.bytes(erasure.bytes), "bytes": visit.wording.number(erasure.bytes)])
            ),
        ]
    }

    /// What was done to it.
    var done: [(Text, String)] {
        let check =
            erasure.checked == 0
            ? visit[.erasureCheckedNone]
            : visit.say(
                .erasureChecked,
                ["count": visit.wording.number(erasure.checked), "wrong": visit.wording.number(erasure.wrong)])
        return [
            (.erasureMethod, method.name.map { visit[$0] } ?? erasure.method),
            // A failed erasure reaches no category, whatever was tried.
            (.erasureClass, visit[result == .failed ? .classNone : method.category]),
            (.erasureBegan, moment(erasure.began)), (.erasureEnded, moment(erasure.ended)), (.erasureCheck, check),
            (.erasureUser, erasure.user.isEmpty ? "–" : erasure.user),
        ]
    }

    /// Name of the practice; nil where nobody can be logged in, because there is no data any more.
    var practice: String? { visit.who?.practice }

    /// The line above `place`.
    var placeTitle: Text { practice == nil ? .erasureBox : .erasurePractice }

    /// Where it was done.
    var place: [(Text, String)] {
        let box = visit.say(
            .erasureBoxLine, ["box": visit.sight.storage?.box ?? "–", "version": visit.frame.version])
        return (practice.map { [(.erasurePractice, $0)] } ?? []) + [(.erasureBox, box)]
    }

    /// What that is worth.
    var meaning: [String] {
        // Where one disk leaves, its key stays with the others.
        let keys = erasure.method == "keys-and-overwrite" ? Text.meaningKeysEncrypted : .meaningEncrypted
        return [visit[method.meaning], visit[keys]] + (erasure.checked > 0 ? [visit[.meaningCheck]] : [])
    }

    /// Name, category and meaning. NIST SP 800-88: overwriting and ATA security erase reach "clear", what the disk does
    /// inside itself by sanitize "purge".
    private var method: (name: Text?, category: Text, meaning: Text) {
        switch erasure.method {
        case "overwrite": (.methodOverwrite, .classClear, .meaningOverwrite)
        case "keys-and-overwrite": (.methodKeys, .classClear, .meaningKeys)
        case "sanitize-crypto": (.methodCrypto, .classPurge, .meaningCrypto)
        case "sanitize-block": (.methodBlock, .classPurge, .meaningBlock)
        case "secure-erase": (.methodSecure, .classClear, .meaningSecure)
        default: (nil, .classNone, .meaningNone)
        }
    }

    /// To the second, with the date, whatever day it is: a certificate is read years later.
    private func moment(_ instant: Instant) -> String { visit.wording.exact(instant) }
}

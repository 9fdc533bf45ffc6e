import DatasafeCore
import DatasafeTexts
public import Markup

/// The open volume takes nothing more: said on the start page and where documents are put in.
public enum VolumeNotice {
    /// Empty while there is room.
    public static func html(_ visit: Visit) -> HTML {
        guard let lack = visit.sight.lack, lack.isShut else { return .empty }
        // Elsewhere a restart helps; here nobody might open the data afterwards.
        let isRisky = lack == .readOnly && visit.sight.storage?.lockChange != nil
        let notice =
            isRisky
            ? visit.notice(.crit, lack.sentence[visit.language], visit[.lockReadOnly], code: lack.code)
            : visit.notice(Refusal(code: lack.code))
        return "<div id=\"volume\" data-code=\"\(lack.code)\">\(notice)</div>"
    }
}

import DatasafeCore
public import Markup

/// The open volume takes nothing more: said on the start page and where documents are put in.
public enum VolumeNotice {
    /// Empty while there is room.
    public static func html(_ visit: Visit) -> HTML {
        guard let lack = visit.sight.lack, lack.isShut else { return .empty }
        return "<div id=\"volume\" data-code=\"\(lack.code)\">\(visit.notice(Refusal(code: lack.code)))</div>"
    }
}

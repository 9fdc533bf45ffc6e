extension Unicode.Scalar {
    /// May stand in a name: not a control character, not a separator of lines, not a mark that turns the direction of
    /// writing ("gpj.exe" shown as "exe.jpg"), not unassigned.
    var isPlainText: Bool {
        switch value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
        case 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
        default:
            switch properties.generalCategory {
            case .control, .surrogate, .unassigned: false
            default: true
            }
        }
    }
}

extension String {
    /// Without blanks at both ends.
    var trimmed: String {
        let rest = drop(while: \.isWhitespace)
        guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(rest[...last])
    }
}

/// Turns pictures into bytes for a screen with VT escape sequences, only what changed. Source: ECMA-48, console_codes(4).
struct TerminalPainter {
    private var shown: ConsolePicture?
    /// Rows above and characters left of the picture: it stands in the middle of a larger screen.
    private var margin = (rows: 0, columns: 0)

    /// The picture goes to the middle of a screen of this size; a smaller one shows its top left.
    mutating func fit(columns: Int, rows: Int) {
        let new = (
            rows: max(0, (rows - ConsolePicture.height) / 2), columns: max(0, (columns - ConsolePicture.columns) / 2)
        )
        guard new != margin else { return }
        margin = new
        shown = nil
    }

    /// Bytes that bring the screen from the last picture to this one; `whole` paints every row anew, because something
    /// else (a kernel message) may have written over it.
    mutating func paint(_ picture: ConsolePicture, whole: Bool) -> [UInt8] {
        var text = ""
        let before = shown
        if before == nil || whole {
            // No cursor, no blanking of the screen, no switching off of the display; then a clean sheet.
            text += "\u{1b}[?25l\u{1b}[9;0]\u{1b}[14;0]\u{1b}[0m"
            if before == nil { text += "\u{1b}[2J" }
        }
        for (index, row) in picture.rows.enumerated() {
            if !whole, let before, before.rows[index] == row { continue }
            // The last cell of the last row would scroll the screen.
            let width = index == ConsolePicture.height - 1 ? ConsolePicture.columns - 1 : ConsolePicture.columns
            let cells = row.text.prefix(width)
            text += "\u{1b}[\(margin.rows + index + 1);\(margin.columns + 1)H" + Self.look(row.style) + cells
            text += String(repeating: " ", count: width - cells.count) + "\u{1b}[0m"
        }
        shown = picture
        return Array(text.utf8)
    }

    /// The device lost bytes: paint everything next time.
    mutating func forget() { shown = nil }

    private static func look(_ style: PictureRow.Style) -> String {
        switch style {
        case .plain: "\u{1b}[0m"
        case .title: "\u{1b}[0;1;37;44m"
        case .strong: "\u{1b}[0;1m"
        case .dim: "\u{1b}[0;36m"
        case .good: "\u{1b}[0;30;42m"
        case .busy: "\u{1b}[0;30;46m"
        case .warn: "\u{1b}[0;30;43m"
        case .bad: "\u{1b}[0;1;37;41m"
        }
    }
}

/// Turns pictures into plain lines for a serial port: the rows that changed, seldom the whole picture.
struct LinePainter {
    private var shown: ConsolePicture?

    mutating func paint(_ picture: ConsolePicture, whole: Bool) -> [UInt8] {
        var lines: [String] = []
        // The last row is the clock; a line for each minute would be a log of nothing.
        for (index, row) in picture.rows.dropLast().enumerated() where !row.text.isEmpty {
            if !whole, let shown, shown.rows[index] == row { continue }
            lines.append(row.text)
        }
        shown = picture
        return Array(lines.map { $0 + "\r\n" }.joined().utf8)
    }

    /// The device lost bytes: everything next time.
    mutating func forget() { shown = nil }
}

public import Markup

/// The signs beside words: one symbol each in `rootfs/usr/share/datasafe/web/icons.svg`, own drawings of 24x24 lines.
public enum Icon: String, Sendable, CaseIterable {
    case check, warning, alarm, hourglass, question
    case home, folder, disk, box, bell, people, list, person
    case key, upload, download, plus, search, trash, pencil, move, back, power, restart, paper, history, shield, plug
    case eject, document, exit, menu, cloud

    /// The picture, as large as the text beside it; it is passed over when the page is read aloud.
    public var html: HTML {
        """
        <svg class="icon" aria-hidden="true" focusable="false"><use href="/assets/icons.svg#\(rawValue)"></use></svg>
        """
    }
}

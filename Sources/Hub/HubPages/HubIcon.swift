import Markup

/// The signs beside words, the same drawings as on the box, 24x24 lines; they stand in the page, so that the hub is one
/// file.
enum HubIcon {
    case check, warning, alarm, hourglass, question, history, logo

    var html: HTML {
        guard self != .logo else { return HTML.raw(Self.shield) }
        return HTML.raw(
            "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">\(lines)</svg>")
    }

    /// Also served as the page's icon.
    static let shield = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">\
        <rect width="32" height="32" rx="7" fill="#0b5563"/><path d="M16 5l9 3.4v6.4c0 5.8-3.8 10-9 12.2-5.2-2.2-9-6.4-9-12.2\
        V8.4z" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/><circle cx="16" cy="14" r="2.6" \
        fill="#fff"/><path d="M16 15v5" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>
        """

    private var lines: String {
        switch self {
        case .check: #"<circle cx="12" cy="12" r="9"/><path d="M8 12.5l3 3 5-6"/>"#
        case .warning: #"<path d="M12 4L2.8 20h18.4z"/><path d="M12 10v4.5M12 17.2v.1"/>"#
        case .alarm:
            #"<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z"/><path d="M12 7.5v5.5M12 16.4v.1"/>"#
        case .hourglass:
            #"<path d="M6 3h12M6 21h12M7 3v3.5l5 5.5 5-5.5V3M7 21v-3.5l5-5.5 5 5.5V21"/>"#
        case .question:
            #"<circle cx="12" cy="12" r="9"/><path d="M9.3 9.5a2.7 2.7 0 1 1 4 2.4c-.9.5-1.3 1-1.3 2M12 17v.1"/>"#
        case .history: #"<path d="M4 12a8 8 0 1 0 2.5-5.8M4 3.5V8h4.5M12 8v4.5l3 2"/>"#
        case .logo: ""
        }
    }
}

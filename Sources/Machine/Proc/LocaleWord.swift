import Glibc

/// The first two letters of the language the caller's environment asks for, `de` or `en`; "" where it asks for none.
/// Source: locale(7), order of LC_ALL, LC_MESSAGES, LANG.
public func localeWord() -> String {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { continue }
        return String(value.prefix(2)).lowercased()
    }
    return ""
}

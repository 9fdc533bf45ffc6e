/// Somebody who works in the practice of the story. All of them are invented.
public struct Account: Sendable, Equatable {
    /// Login name.
    public var user: String
    /// Full name.
    public var name: String
    /// "administrator", "doctor", "assistant".
    public var role: String
    /// Good enough to be shown green.
    public var password: String

    /// Sets the box up.
    public static let administrator = Account(
        user: "beispiel", name: "Dr. Anna Beispiel", role: "administrator", password: "Zahn-Kran-Wolke-417")
    /// Works with patients.
    public static let doctor = Account(
        user: "muster", name: "Dr. Max Muster", role: "doctor", password: "Lampe-Teich-Birke-902")
    /// The second administrator, without whom some things are not begun.
    public static let partner = Account(
        user: "partner", name: "Dr. Paul Partner", role: "administrator", password: "Ofen-Wiese-Anker-638")
    /// Scans and files.
    public static let assistant = Account(
        user: "probe", name: "Petra Probe", role: "assistant", password: "Segel-Kamin-Falke-355")
}

/// One step of a schema, applied once and in order. A released step is never edited: a change is a new step.
public struct SchemaStep: Sendable {
    /// Unique in its file, `1-users`; also what a file remembers.
    public var name: String
    /// Runs in one transaction; throwing leaves the file as it was.
    public var apply: @Sendable (Database) throws -> Void

    public init(_ name: String, apply: @escaping @Sendable (Database) throws -> Void) {
        self.name = name
        self.apply = apply
    }

    /// A step that is only SQL statements, ended by semicolons.
    public init(_ name: String, sql: String) {
        self.init(name) { db in try db.execute(sql: sql) }
    }
}

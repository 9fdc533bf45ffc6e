// Folders and documents.
extension PracticeDeeds {
    /// One page of a folder, folders first, by name. `folder` nil = root.
    public struct ListFolder: Deed {
        public struct Outcome: Codable, Sendable {
            /// From the root to this folder, without the root.
            public var path: [FolderRow]
            public var folders: [FolderRow]
            public var documents: [DocumentRow]
            /// Ask again with this to go on; nil = that was all.
            public var next: Int?
            public init(path: [FolderRow], folders: [FolderRow], documents: [DocumentRow], next: Int?) {
                self.path = path
                self.folders = folders
                self.documents = documents
                self.next = next
            }
        }
        public static let service = ServiceName.practice
        public static let name = "ListFolder"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("session", "string"), DeedField("folder", "?int"), DeedField("bin", "bool"),
            DeedField("offset", "int"),
        ]
        public var session: String
        public var folder: Int?
        /// The bin instead of the living.
        public var bin: Bool
        public var offset: Int
        public init(session: String, folder: Int?, bin: Bool, offset: Int) {
            self.session = session
            self.folder = folder
            self.bin = bin
            self.offset = offset
        }
    }

    /// Full-text search on names of folders and documents, best first, at most 100.
    public struct Search: Deed {
        public struct Outcome: Codable, Sendable {
            public var folders: [FolderRow]
            public var documents: [DocumentRow]
            public init(folders: [FolderRow], documents: [DocumentRow]) {
                self.folders = folders
                self.documents = documents
            }
        }
        public static let service = ServiceName.practice
        public static let name = "Search"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("session", "string"), DeedField("words", "string")]
        public var session: String
        public var words: String
        public init(session: String, words: String) {
            self.session = session
            self.words = words
        }
    }

    public struct MakeFolder: Deed {
        public struct Outcome: Codable, Sendable {
            public var folder: FolderRow
            public init(folder: FolderRow) { self.folder = folder }
        }
        public static let service = ServiceName.practice
        public static let name = "MakeFolder"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("session", "string"), DeedField("parent", "?int"), DeedField("name", "string"),
        ]
        public var session: String
        public var parent: Int?
        public var name: String
        public init(session: String, parent: Int?, name: String) {
            self.session = session
            self.parent = parent
            self.name = name
        }
    }

    /// Files a staged upload as a new document, or as a new version when the folder has that name already. When this
    /// returns, the document survives a power cut.
    public struct FileDocument: Deed {
        public struct Outcome: Codable, Sendable {
            public var document: DocumentRow
            public init(document: DocumentRow) { self.document = document }
        }
        public static let service = ServiceName.practice
        public static let name = "FileDocument"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("session", "string"), DeedField("folder", "?int"), DeedField("name", "string"),
            DeedField("staged", "string"), DeedField("bytes", "int"),
        ]
        public var session: String
        public var folder: Int?
        public var name: String
        /// Name of the file in the staging folder: 32 hex digits, nothing else.
        public var staged: String
        public var bytes: Int64
        public init(session: String, folder: Int?, name: String, staged: String, bytes: Int64) {
            self.session = session
            self.folder = folder
            self.name = name
            self.staged = staged
            self.bytes = bytes
        }
    }

    /// Where the bytes of a document (or of an older version) are, after the access was written to the audit log.
    public struct OpenDocument: Deed {
        public struct Outcome: Codable, Sendable {
            public var document: DocumentRow
            /// Content address: the blob is `/srv/data/practice/blobs/<first two>/<sha256>`.
            public var sha256: String
            public init(document: DocumentRow, sha256: String) {
                self.document = document
                self.sha256 = sha256
            }
        }
        public static let service = ServiceName.practice
        public static let name = "OpenDocument"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("session", "string"), DeedField("document", "int"), DeedField("version", "?int"),
        ]
        public var session: String
        public var document: Int
        public var version: Int?
        public init(session: String, document: Int, version: Int?) {
            self.session = session
            self.document = document
            self.version = version
        }
    }

    /// All versions of a document, newest first.
    public struct ListVersions: Deed {
        public struct Outcome: Codable, Sendable {
            public var document: DocumentRow
            public var versions: [VersionRow]
            public init(document: DocumentRow, versions: [VersionRow]) {
                self.document = document
                self.versions = versions
            }
        }
        public static let service = ServiceName.practice
        public static let name = "ListVersions"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("session", "string"), DeedField("document", "int")]
        public var session: String
        public var document: Int
        public init(session: String, document: Int) {
            self.session = session
            self.document = document
        }
    }

    /// Renames, moves, bins or brings back one folder or document.
    public struct ChangeEntry: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.practice
        public static let name = "ChangeEntry"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("session", "string"), DeedField("kind", "string"), DeedField("id", "int"),
            DeedField("change", "string"), DeedField("name", "?string"), DeedField("parent", "?int"),
        ]
        public var session: String
        /// `folder` or `document`
        public var kind: String
        public var id: Int
        /// `rename` (with name), `move` (with parent, nil = root), `bin`, `unbin`, `erase` (bin only, administrator).
        public var change: String
        public var name: String?
        public var parent: Int?
        public init(session: String, kind: String, id: Int, change: String, name: String?, parent: Int?) {
            self.session = session
            self.kind = kind
            self.id = id
            self.change = change
            self.name = name
            self.parent = parent
        }
    }
}

public import Staging

/// Where the practice's data lies. On the box all of it is on the encrypted data volume.
public struct PracticePlaces: Sendable {
    /// The service's own folder: database, blobs, private copies of restored nights.
    public var home: String
    /// Where uploads and restored nights arrive.
    public var staging: String

    public init(home: String = "/srv/data/practice", staging: String = StagingFolder.onBox) {
        self.home = home
        self.staging = staging
    }

    var database: String { "\(home)/practice.sqlite" }
    var blobs: String { "\(home)/blobs" }
    var nights: String { "\(home)/nights" }
    /// A night as a database of our own, before it takes the living one's place; goes with the open nights.
    var whole: String { "\(nights)/whole.sqlite" }
}

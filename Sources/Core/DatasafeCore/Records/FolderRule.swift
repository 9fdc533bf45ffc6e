/// Where a folder may stand.
public enum FolderRule {
    /// Folders one inside the other at most.
    public static let maximumDepth = 32

    /// Why a folder may not move under a parent; nil = it may.
    ///
    /// - Parameters:
    ///   - ancestors: the new parent and everything above it, the root left out; empty = the root.
    ///   - height: levels of folders from the moved one down to its deepest, at least 1.
    public static func refusal(moving folder: Int, height: Int, under ancestors: [Int]) -> DocumentCode? {
        if ancestors.contains(folder) { return .cycle }
        return ancestors.count + height > maximumDepth ? .depth : nil
    }
}

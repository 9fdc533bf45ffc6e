public import PageFrame

/// The pages about the practice's data: log-in, files, users, the own account, the audit log.
public enum PracticePages {
    /// Registers all of them.
    ///
    /// - Parameters:
    ///   - staging: folder where uploads wait for the practice service.
    ///   - blobs: folder of the documents' bytes by content address.
    public static func register(_ routes: PageRoutes, staging: String, blobs: String) {
        LogInPages.register(routes)
        NewPassword.register(routes)
        FilesPage.register(routes)
        FileChanges.register(routes)
        MovePage.register(routes)
        BinPage.register(routes)
        VersionsPage.register(routes)
        Upload(folder: staging).register(routes)
        Download(folder: blobs).register(routes)
        UsersPage.register(routes)
        MePage.register(routes)
        AuditPage.register(routes)
    }
}

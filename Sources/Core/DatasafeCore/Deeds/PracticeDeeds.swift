/// What the practice's data host can be asked: users, folders and documents, audit log, restored nights.
///
/// What a person does carries a session; rights are checked where the data is, not where the page is. Refusals carry
/// USR- (who may), DOC- (documents) and AUD- (log) codes.
public enum PracticeDeeds {
    public static let all: [any Deed.Type] = [
        CreateFirstAdministrator.self, LogIn.self, WhoIs.self, LogOut.self, ListFolder.self, Search.self,
        MakeFolder.self, FileDocument.self, OpenDocument.self, ListVersions.self, ChangeEntry.self, ListUsers.self,
        SaveUser.self, ChangePassword.self, ReadAudit.self, RecordAudit.self, ReadNight.self,
        ListNightBlobs.self, TakeRestored.self, TakeNight.self, BecomeNight.self,
        FindGone.self, ReadGone.self, ForgetGone.self,
    ]
}

public import PageFrame

/// The pages about the box itself: state, backup, device, keys, alarms, and those of a closed one.
public enum BoxPages {
    /// Registers all of them.
    public static func register(_ routes: PageRoutes) {
        StatusReport.register(routes)
        StartPage.register(routes)
        BackupPage.register(routes)
        NightPages.register(routes)
        DropDiskPage.register(routes)
        AdoptPage.register(routes)
        WholePage.register(routes)
        FindPage.register(routes)
        AllNightsPage.register(routes)
        BackupPlanCard.register(routes)
        OnlineCard.register(routes)
        ShareCard.register(routes)
        ShareSetupPage.register(routes)
        DrillPages.register(routes)
        DevicePage.register(routes)
        MemberForms.register(routes)
        ScrubCard.register(routes)
        ErasurePages.register(routes)
        KeysPage.register(routes)
        RetirePages.register(routes)
        LockPage.register(routes)
        LockedPages.register(routes)
        DiskPage.register(routes)
        AlarmsPage.register(routes)
    }
}

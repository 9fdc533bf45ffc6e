public import PageFrame

/// The pages about the box itself: state, backup, device, alarms.
public enum BoxPages {
    /// Registers all of them.
    public static func register(_ routes: PageRoutes) {
        StatusReport.register(routes)
        StartPage.register(routes)
        BackupPage.register(routes)
        NightPages.register(routes)
        DevicePage.register(routes)
        DiskPage.register(routes)
        AlarmsPage.register(routes)
    }
}

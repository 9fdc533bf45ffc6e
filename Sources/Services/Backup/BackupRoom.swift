// The room Backup.

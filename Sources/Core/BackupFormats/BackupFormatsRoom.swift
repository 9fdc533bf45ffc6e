// The room BackupFormats.

// The room DatasafeFormats.

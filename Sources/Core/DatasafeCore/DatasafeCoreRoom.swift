// The room DatasafeCore.

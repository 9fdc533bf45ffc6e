// The room FactFiles.

// The room Setup.

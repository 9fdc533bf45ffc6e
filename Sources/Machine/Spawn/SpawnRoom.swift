// The room Spawn.

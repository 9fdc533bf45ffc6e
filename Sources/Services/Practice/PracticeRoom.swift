// The room Practice.

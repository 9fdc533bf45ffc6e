// The room Seal.

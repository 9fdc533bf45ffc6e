// The room Cryptsetup.

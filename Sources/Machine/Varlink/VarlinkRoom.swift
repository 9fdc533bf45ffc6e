// The room Varlink.

// The room Staging.

// The room Beat.

// The room BoxPages.

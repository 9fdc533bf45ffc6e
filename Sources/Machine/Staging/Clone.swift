import CLinux

/// FICLONE: the target shares the source's blocks. False where the file system cannot, or the files lie on two.
func clone(into target: Int32, from source: Int32) -> Bool { clinux_clone(target, source) == 0 }

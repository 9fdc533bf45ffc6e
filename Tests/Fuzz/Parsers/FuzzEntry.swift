#if DATASAFE_FUZZ
    // The entry libFuzzer calls, only in the program that Scripts/fuzz builds. Which parser is searched stands in the
    // environment, because the arguments are libFuzzer's own.
    import Glibc

    private let parser: (any FuzzParser.Type)? = {
        let name = getenv("DATASAFE_FUZZ").map { String(cString: $0) }
        if name == "list" {
            for parser in FuzzParsers.all { print(parser.name, parser.longest) }
            end(0)
        }
        if name == "seeds" {
            do { try FuzzSeeds.write(to: String(cString: getenv("DATASAFE_CORPUS"))) } catch {
                print("the seeds could not be written: \(error)")
                end(1)
            }
            end(0)
        }
        return FuzzParsers.all.first { $0.name == name }
    }()

    /// Without libFuzzer's own handler, which calls every end a crash.
    private func end(_ status: CInt) -> Never {
        fflush(nil)
        _exit(status)
    }

    @_cdecl("LLVMFuzzerTestOneInput") public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        guard let parser else { end(2) }
        _ = parser.outcome(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
    }
#endif

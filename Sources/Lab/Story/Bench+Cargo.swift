import Guest

/// Carrying files to a front desk, wherever it stands, and the figures of it.
extension Bench {
    /// The files that are carried into the box and beside it.
    struct Cargo: Sendable {
        var large: RealDocuments.Document
        var small: [RealDocuments.Document]
    }

    /// What carrying them took.
    struct Carried: Sendable {
        var large: Effort
        var small: Effort
    }

    /// Stores all files, one after the other, and reads them back: fast and wrong would be no figure at all.
    ///
    /// - Parameter processor: what those behind the desk have used of the processor so far; zero where nobody knows.
    func carry(
        _ cargo: Cargo, to desk: FrontDesk, processor: () async throws -> Duration = { .zero }
    ) async throws -> Carried {
        try await desk.logIn(.administrator)
        let folder = try await desk.makeFolder("Bench")
        var stored: [String: String] = [:]
        voice.progress("large file")
        let large = try await Effort.ofOthers(processor) {
            stored[cargo.large.name] = try await desk.store(cargo.large, in: folder)
        }
        let small = try await Effort.ofOthers(processor) {
            for (index, document) in cargo.small.enumerated() {
                voice.progress("documents: \(index) of \(cargo.small.count)")
                stored[document.name] = try await desk.store(document, in: folder)
            }
        }
        try await desk.compare([cargo.large] + cargo.small, stored: stored)
        return Carried(large: large, small: small)
    }

    /// MB/s.
    func rate(_ document: RealDocuments.Document, _ effort: Effort) -> Double {
        megabytes(document.bytes) / effort.took.inSeconds
    }

    /// Documents/s.
    func rate(_ documents: [RealDocuments.Document], _ effort: Effort) -> Double {
        Double(documents.count) / effort.took.inSeconds
    }

    /// Seconds of the processor for each GB.
    func processorRate(_ document: RealDocuments.Document, _ effort: Effort) -> Double {
        effort.processor.inSeconds / (megabytes(document.bytes) / 1_000)
    }

    /// Milliseconds of the processor for each document.
    func processorRate(_ documents: [RealDocuments.Document], _ effort: Effort) -> Double {
        effort.processor / .milliseconds(1) / Double(documents.count)
    }

    /// "12.3 MB".
    func sizeInWords(_ documents: [RealDocuments.Document]) -> String {
        "\(BenchTable.text(megabytes(documents.reduce(0) { $0 + $1.bytes }))) MB"
    }

    func megabytes(_ bytes: Int) -> Double { Double(bytes) / 1_000_000 }
}

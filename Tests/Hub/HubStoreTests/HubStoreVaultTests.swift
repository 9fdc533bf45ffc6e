import DatasafeCore
import HubStore
import Testing

struct HubStoreVaultTests {
    @Test func `room is booked for one box, changed and taken away`() async throws {
        let fleet = try Fleet()
        for number in 1...2 { try await fleet.enrol(number) }
        let (store, device) = (fleet.store, Fleet.device(1))
        #expect(try await store.vaultGrant(ofKey: "key1") == nil)
        #expect(try await store.vaultGrants() == [:])
        try await store.bookVault(device: device, bytes: 500_000_000_000)
        #expect(try await store.vaultGrant(ofKey: "key1") == VaultGrant(device: device, bytes: 500_000_000_000))
        #expect(try await store.vaultGrant(ofKey: "key2") == nil)
        try await store.bookVault(device: device, bytes: 1)
        #expect(try await store.vaultGrants() == [device: VaultGrant(device: device, bytes: 1)])
        #expect(try await store.box(device: device)?.vault == 1)
        try await store.bookVault(device: device, bytes: nil)
        #expect(try await store.vaultGrants() == [:])
        #expect(try await store.box(device: device)?.vault == nil)
    }

    @Test func `a window is opened for a booked box and ends by itself`() async throws {
        let fleet = try Fleet()
        for number in 1...2 { try await fleet.enrol(number) }
        let (store, device) = (fleet.store, Fleet.device(1))
        await #expect(throws: HubStoreError(.unknown), "nothing booked") {
            try await store.openVault(device: device, until: fleet.now)
        }
        try await store.bookVault(device: device, bytes: 1)
        #expect(try await store.vaultGrant(ofKey: "key1")?.until == nil)
        let until = fleet.now.adding(seconds: 3600)
        try await store.openVault(device: device, until: until)
        let grant = try #require(try await store.vaultGrants()[device])
        #expect(grant.until == until && grant.isOpen(at: fleet.now) && !grant.isOpen(at: until))
        // Another size is another matter.
        try await store.bookVault(device: device, bytes: 2)
        #expect(try await store.vaultGrant(ofKey: "key1") == VaultGrant(device: device, bytes: 2, until: until))
    }

    @Test func `a reading that found damage opens a window in the same step, and shortens none`() async throws {
        let fleet = try Fleet()
        for number in 1...2 { try await fleet.enrol(number) }
        let (store, device, until) = (fleet.store, Fleet.device(1), fleet.now.adding(seconds: 72 * 3600))
        func read(_ device: String, wrong: Int, openUntil: Instant?) async throws -> Bool {
            try await store.vaultWasRead(device: device, wrong: wrong, openUntil: openUntil, now: fleet.now)
        }
        #expect(try await !read(device, wrong: 1, openUntil: until), "nothing booked")
        try await store.bookVault(device: device, bytes: 1)
        #expect(try await !read(device, wrong: 0, openUntil: nil))
        #expect(try await store.vaultGrants()[device]?.until == nil)
        #expect(try await read(device, wrong: 1, openUntil: until))
        #expect(try await store.vaultGrants()[device]?.until == until)
        #expect(try await store.vaultReadings()[device] == fleet.now)
        #expect(try await !read(device, wrong: 1, openUntil: until.adding(seconds: -1)))
        #expect(try await store.vaultGrants()[device]?.until == until)
        await #expect(throws: HubStoreError(.unknown)) { try await read("nobody", wrong: 1, openUntil: until) }
        #expect(try await store.vaultReadings()[Fleet.device(2)] == .some(nil))
    }

    @Test func `what a revoked box leaves goes to one that has nothing yet`() async throws {
        let fleet = try Fleet()
        let old = try await fleet.enrol(1)
        for number in 2...3 { try await fleet.enrol(number) }
        let store = fleet.store
        func left(_ from: Int, _ to: Int) async throws -> Int {
            try await store.vaultLeft(by: Fleet.device(from), to: Fleet.device(to))
        }
        try await store.bookVault(device: Fleet.device(1), bytes: 7)
        await #expect(throws: HubStoreError(.unknown), "not revoked") { try await left(1, 2) }
        try await store.revoke(box: old, by: "anna", now: fleet.now)
        #expect(try await left(1, 2) == 7)
        try await store.bookVault(device: Fleet.device(3), bytes: 1)
        await #expect(throws: HubStoreError(.unknown), "booked") { try await left(1, 3) }
        await #expect(throws: HubStoreError(.unknown), "not there") { try await left(1, 9) }
        await #expect(throws: HubStoreError(.unknown), "revoked") { try await left(1, 1) }
    }

    @Test func `a revoked box has no room, and one enrolled anew begins without`() async throws {
        let fleet = try Fleet()
        let box = try await fleet.enrol(1)
        let store = fleet.store
        try await store.bookVault(device: Fleet.device(1), bytes: 7)
        try await store.revoke(box: box, by: "anna", now: fleet.now)
        #expect(try await store.vaultGrant(ofKey: "key1") == nil)
        await #expect(throws: HubStoreError(.unknown)) {
            try await store.bookVault(device: Fleet.device(1), bytes: 7)
        }
        try await store.addCode(hash: "again", label: "", now: fleet.now, expires: fleet.now.adding(seconds: 60))
        _ = try await store.enrol(
            codeHash: "again", key: "key1", spki: [1], device: Fleet.device(2), now: fleet.now)
        #expect(try await store.vaultGrant(ofKey: "key1") == nil)
        try await store.bookVault(device: Fleet.device(2), bytes: 8)
        #expect(try await store.vaultGrant(ofKey: "key1") == VaultGrant(device: Fleet.device(2), bytes: 8))
    }
}

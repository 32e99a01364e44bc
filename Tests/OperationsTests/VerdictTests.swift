import Dispatch
import Domain
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Operations

/// What verification remembers is never more than what the database says (decision 0022).
struct VerdictTests {
    /// A process of its own on the harness's database: it learns of changes from the journal alone.
    private static func process(_ harness: Harness, store: (any Store)? = nil) -> OperationContext {
        harness.context(store: store)
    }

    /// One that has verified a token and remembers what it found.
    private static func process(_ harness: Harness, remembering token: String) async throws -> OperationContext {
        let other = Self.process(harness)
        try await JournalFollower(other).follow()
        #expect(try await Self.isAllowed(token, other))
        return other
    }

    private static func verify(_ token: String, _ context: OperationContext) async throws -> Verification {
        try await CredentialOperations(context: context).verify(accessToken: token, from: .unknown)
    }

    private static func isAllowed(_ token: String, _ context: OperationContext) async throws -> Bool {
        if case .allowed = try await Self.verify(token, context) { return true }
        return false
    }

    private static func testToken(
        _ harness: Harness,
        email: String = "owner@shop.example"
    ) async throws -> (text: String, id: Credential.ID) {
        let issued = try await harness.application(of: try await harness.account(email: email))
        let pair = try #require(issued.credentials.test)
        let text = pair.accessToken.reveal()
        let caller = try await harness.operations.credentials.verify(accessToken: text, from: .unknown).require()
        return (text, caller.credential.id)
    }

    @Test(arguments: Backend.allCases)
    func `what is known is answered from memory, until it changes`(backend: Backend) async throws {
        try await backend.withStore { (base: any Store) async throws in
            let store = CountingStore(base)
            let harness = try await Harness(store)
            let token = try await Self.testToken(harness)
            #expect(try await Self.isAllowed(token.text, harness.context))
            let before = store.reads
            for _ in 0..<100 { #expect(try await Self.isAllowed(token.text, harness.context)) }
            #expect(store.reads == before)
            _ = try await store.write { try $0.revokeCredential(token.id, at: harness.time.now()) }
            #expect(try await Self.verify(token.text, harness.context) == .denied(.revoked(.accessToken, .test)))
        }
    }

    @Test(arguments: Backend.allCases)
    func `what was read before a change and remembered after it is not believed`(backend: Backend) async throws {
        try await backend.withStore { (base: any Store) async throws in
            let harness = try await Harness(base)
            let token = try await Self.testToken(harness)
            let now = harness.time.now()
            let slow = SlowReader(base) { _ = try await base.write { try $0.revokeCredential(token.id, at: now) } }
            let process = Self.process(harness, store: slow)
            let follower = JournalFollower(process)
            base.observeCommits(process.verdicts.ledger)
            try await follower.follow()
            slow.isArmed.withLock { $0 = true }
            // The answer itself began before the change; whatever comes after it must not be like it.
            #expect(try await Self.isAllowed(token.text, process))
            #expect(try await Self.verify(token.text, process) == .denied(.revoked(.accessToken, .test)))
        }
    }

    @Test(arguments: Backend.allCases)
    func `another process's change is followed from the journal`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let token = try await Self.testToken(harness)
            let other = try await Self.process(harness, remembering: token.text)
            _ = try await harness.store.write { try $0.revokeCredential(token.id, at: harness.time.now()) }
            try await JournalFollower(other).follow()
            #expect(try await Self.verify(token.text, other) == .denied(.revoked(.accessToken, .test)))
        }
    }

    @Test func `a change whose process crashed before telling anybody is found in the journal`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let token = try await Self.testToken(harness)
            let other = try await Self.process(harness, remembering: token.text)
            // Typed by hand into the database: no operation, no notice.
            _ = try await harness.store.write { transaction in
                try transaction.execute("UPDATE credential SET revoked_at = 1 WHERE id = \(token.id)")
            }
            try await JournalFollower(other).follow()
            #expect(try await Self.isAllowed(token.text, other) == false)
        }
    }

    @Test func `a process that was stopped for a second asks the database again`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let token = try await Self.testToken(harness)
            let other = try await Self.process(harness, remembering: token.text)
            _ = try await harness.store.write { try $0.revokeCredential(token.id, at: harness.time.now()) }
            harness.time.advance(by: .seconds(1))
            #expect(try await Self.verify(token.text, other) == .denied(.revoked(.accessToken, .test)))
        }
    }

    @Test func `without news of the journal and without the database nothing is verified`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let token = try await Self.testToken(harness)
            let away = AwayStore(harness.store)
            let other = Self.process(harness, store: away)
            try await JournalFollower(other).follow()
            #expect(try await Self.isAllowed(token.text, other))
            away.isAway.withLock { $0 = true }
            #expect(try await Self.isAllowed(token.text, other))
            harness.time.advance(by: .seconds(1))
            await #expect(throws: StorageFailure.self) { _ = try await Self.verify(token.text, other) }
            away.isAway.withLock { $0 = false }
            try await JournalFollower(other).follow()
            #expect(try await Self.isAllowed(token.text, other))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a transaction that is open while later ones commit hides no change, not even its own`(
        backend: Backend
    )
        async throws
    {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let first = try await Self.testToken(harness)
            let second = try await harness.caller(email: "second@shop.example").credential.id
            let other = Self.process(harness)
            let follower = JournalFollower(other)
            try await follower.follow()
            #expect(try await Self.isAllowed(first.text, other))
            let now = harness.time.now()
            let gate = Gate()
            async let held: Bool = harness.store.write { transaction in
                let isRevoked = try transaction.revokeCredential(first.id, at: now)
                gate.hold()
                return isRevoked
            }
            gate.waitUntilHeld()
            // SQLite has one writer: there the later ones wait, and commit after it.
            if backend == .sqlite { gate.release() }
            _ = try await harness.store.write { try $0.revokeCredential(second, at: now) }
            try await follower.follow()
            gate.release()
            #expect(try await held)
            try await follower.follow()
            #expect(try await Self.verify(first.text, other) == .denied(.revoked(.accessToken, .test)))
        }
    }

    @Test func `entries of the journal that were dropped unread make everything be read again`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let token = try await Self.testToken(harness)
            let other = try await Self.process(harness, remembering: token.text)
            _ = try await harness.store.write { try $0.revokeCredential(token.id, at: harness.time.now()) }
            _ = try await harness.caller(email: "other@shop.example")
            _ = try await harness.store.write { try $0.execute("UPDATE account SET blocked_at = NULL") }
            _ = try await harness.store.write { try $0.pruneJournal(keeping: 1, limit: 1_000) }
            harness.time.advance(by: .seconds(60))
            try await JournalFollower(other).follow()
            #expect(try await Self.verify(token.text, other) == .denied(.revoked(.accessToken, .test)))
        }
    }

    @Test func `memory has an end: what nobody asks for again makes room`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let ledger = ChangeLedger(time: harness.time)
            try await harness.store.read { try ledger.catchUp($0) }
            let memory = Memory<Int>(ledger, entriesMax: 6_400)
            let keys = (0..<100_000).map { TextKey("text \($0)") }
            for (number, key) in keys.enumerated() {
                memory.remember(number, of: key, ledger.mark(), ChangeLedger.Places([]))
                // Whoever comes back is kept.
                #expect(memory.value(of: keys[0]) == 0)
            }
            let kept = keys.indices.count { memory.value(of: keys[$0]) == $0 }
            #expect((3_200...6_400).contains(kept))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a text that nobody has is looked for once in a while`(backend: Backend) async throws {
        try await backend.withStore { (base: any Store) async throws in
            let store = CountingStore(base)
            let harness = try await Harness(store)
            let caller = try await harness.caller()
            let text = AccessToken(
                prefix: .test,
                clientID: caller.application.id,
                issued: IssueHour(harness.time.now()),
                random: harness.random.bytes(12),
                userID: caller.account.id,
                tagKey: harness.keyring.active(.tag).material
            )
            .text
            let denied = Verification.denied(.unknown(.accessToken))
            #expect(try await Self.verify(text, harness.context) == denied)
            let before = store.reads
            for _ in 0..<100 { #expect(try await Self.verify(text, harness.context) == denied) }
            #expect(store.reads == before)
        }
    }

    /// Every kind of change, one after another at random, each followed by both verdicts.
    @Test(arguments: Backend.allCases, [UInt64(1), 2, 3])
    func `after any history of changes what is remembered is what the database says`(
        backend: Backend,
        seed: UInt64
    )
        async throws
    {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let history = try await ChangeHistory(harness)
            var random = SeededRandom(seed: seed)
            let other = Self.process(harness)
            let follower = JournalFollower(other)
            for _ in 0..<40 {
                try await history.step(&random)
                try await follower.follow()
                for text in history.texts {
                    // A process that has just begun remembers nothing.
                    let stored = try await Self.verify(text, Self.process(harness))
                    for _ in 0..<2 {
                        #expect(try await Self.verify(text, harness.context) == stored)
                        #expect(try await Self.verify(text, other) == stored)
                    }
                }
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `no verification that begins after a revocation's answer is allowed`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            for round in 0..<10 {
                let (text, id) = try await Self.testToken(harness, email: "owner\(round)@shop.example")
                let revoked = Flag()
                let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<50 {
                        group.addTask {
                            var wrong = 0
                            var last = false
                            while !last {
                                last = revoked.isSet.withLock { $0 }
                                let isAllowed = try await Self.isAllowed(text, harness.context)
                                if last, isAllowed { wrong += 1 }
                                await Task.yield()
                            }
                            return wrong
                        }
                    }
                    let now = harness.time.now()
                    _ = try await harness.store.write { try $0.revokeCredential(id, at: now) }
                    revoked.isSet.withLock { $0 = true }
                    return try await group.reduce(0, +)
                }
                #expect(wrong == 0)
            }
        }
    }
}

/// Changes of everything that a verdict depends on.
private final class ChangeHistory {
    private let harness: Harness
    private let world: OAuthWorld
    private let account: Account.ID
    private let application: Application.ID
    private let credentials: [Credential.ID]
    let texts: [String]

    init(_ harness: Harness) async throws {
        self.harness = harness
        self.world = try await OAuthWorld(harness)
        self.account = self.world.owner.id
        self.application = self.world.issued.application.id
        let granted = try await self.world.link()
        let issued = self.world.issued.credentials
        self.texts =
            [issued.main.accessToken.reveal(), granted.accessToken.reveal()]
            + (issued.test.map { [$0.accessToken.reveal()] } ?? [])
        var credentials: [Credential.ID] = []
        for text in self.texts {
            let verdict = try await harness.operations.credentials.verify(accessToken: text, from: .unknown)
            credentials.append(try verdict.require().credential.id)
        }
        self.credentials = credentials
    }

    func step(_ random: inout SeededRandom) async throws {
        let now = self.harness.time.now()
        let isOn = Bool.random(using: &random)
        let credential = self.credentials.randomElement(using: &random) ?? self.credentials[0]
        let instant: Timestamp? = isOn ? now : nil
        let soon = now.adding(.seconds(30))
        let statement: Query
        switch Int.random(in: 0..<9, using: &random) {
        case 0: statement = "UPDATE account SET blocked_at = \(instant) WHERE id = \(self.account)"
        case 1: statement = "UPDATE account SET blocked_at = \(instant) WHERE id = \(self.world.seller.id)"
        case 2: statement = "UPDATE application SET blocked_at = \(instant) WHERE id = \(self.application)"
        case 3: statement = "UPDATE application SET deleted_at = \(instant) WHERE id = \(self.application)"
        case 4:
            statement =
                "UPDATE application SET permissions = \(isOn ? "read" : "read,write") WHERE id = \(self.application)"
        case 5: statement = "UPDATE credential SET revoked_at = \(instant) WHERE id = \(credential)"
        case 6: statement = "UPDATE credential SET expires_at = \(isOn ? soon : nil) WHERE id = \(credential)"
        case 7: statement = "UPDATE oauth_token SET revoked_at = \(instant) WHERE id = \(credential)"
        default:
            self.harness.time.advance(by: .milliseconds(Int.random(in: 1...20_000, using: &random)))
            return
        }
        _ = try await self.harness.store.write { try $0.execute(statement) }
    }
}

/// Changes something between the reading of rows and their answer, once.
private final class SlowReader: StoreAround {
    let base: any Store
    let isArmed = Mutex(false)
    private let change: @Sendable () async throws -> Void

    init(_ base: any Store, _ change: @escaping @Sendable () async throws -> Void) {
        self.base = base
        self.change = change
    }

    func rows(_ query: Query) async throws -> [ResultRow] {
        let rows = try await self.base.rows(query)
        let isArmed = self.isArmed.withLock { isArmed in
            defer { isArmed = false }
            return isArmed
        }
        if isArmed { try await self.change() }
        return rows
    }
}

/// A database that cannot be reached while a test says so.
private final class AwayStore: StoreAround {
    let base: any Store
    let isAway = Mutex(false)

    init(_ base: any Store) {
        self.base = base
    }

    func rows(_ query: Query) async throws -> [ResultRow] {
        if self.isAway.withLock({ $0 }) { throw StorageFailure.unavailable("away") }
        return try await self.base.rows(query)
    }
}

private final class Flag: Sendable {
    let isSet = Mutex(false)
}

/// Holds a thread until it is let go.
private final class Gate: Sendable {
    private let held = DispatchSemaphore(value: 0)
    private let released = DispatchSemaphore(value: 0)

    func hold() {
        self.held.signal()
        self.released.wait()
    }

    func waitUntilHeld() { self.held.wait() }

    func release() { self.released.signal() }
}

import Domain
import Operations
import Storage
import TestSupport
import Testing

struct KeyringTests {
    @Test func `a keyring survives its file format`() throws {
        let keyring = try Keyring.generate(SeededRandom(seed: 3))
        let read = try Keyring(text: keyring.text)
        #expect(read.id == keyring.id)
        #expect(read.keys.map(\.id) == keyring.keys.map(\.id))
        for (one, other) in zip(read.keys, keyring.keys) { #expect(read.check(one) == keyring.check(other)) }
        #expect(Set(keyring.keys.map(\.purpose)) == Set(Keyring.Purpose.allCases))
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"format":2,"keyring_id":"x","keys":[]}"#, #"{"format":1,"keyring_id":"x","keys":[]}"#,
    ])
    func `a text that is no whole keyring is refused`(text: String) {
        #expect(throws: KeyringFailure.self) { try Keyring(text: text) }
    }

    @Test func `a keyring with two active keys of a purpose is refused`() throws {
        let one = try Keyring.generate(SeededRandom(seed: 3))
        let other = try Keyring.generate(SeededRandom(seed: 4))
        #expect(throws: KeyringFailure.self) { try Keyring(id: one.id, keys: one.keys + other.keys) }
        #expect(throws: KeyringFailure.self) { try Keyring(id: one.id, keys: one.keys + one.keys) }
    }

    @Test(arguments: Backend.allCases)
    func `a database accepts its own keyring and no other`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let now = harness.time.now()
            try await KeyringBinding(harness.keyring).bind(to: harness.store, at: now)
            let other = try Keyring.generate(harness.random)
            await #expect(throws: KeyringFailure.self) {
                try await KeyringBinding(other).bind(to: harness.store, at: now)
            }
            let renamed = try Keyring(id: harness.keyring.id, keys: other.keys)
            await #expect(throws: KeyringFailure.self) {
                try await KeyringBinding(renamed).bind(to: harness.store, at: now)
            }
            let changed = zip(harness.keyring.keys, other.keys)
                .map { mine, theirs in
                    Keyring.Key(id: mine.id, purpose: mine.purpose, state: mine.state, material: theirs.material)
                }
            let forged = try Keyring(id: harness.keyring.id, keys: changed)
            await #expect(throws: KeyringFailure.self) {
                try await KeyringBinding(forged).bind(to: harness.store, at: now)
            }
        }
    }

    @Test func `a sealed copy opens in its own place and nowhere else`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let sealing = Sealing(keyring: harness.keyring, random: harness.random)
            let (credentials, secrets, keys) = try await harness.store.read {
                (transaction: any ReadTransaction) throws in
                let credentials = try transaction.credentials(of: caller.application.id)
                    .filter { $0.kind == .accessToken }
                let secrets = try credentials.map { try #require(try transaction.secrets(of: $0.id)) }
                return (credentials, secrets, try secrets.map { try #require(try transaction.dataKey($0.dataKeyID)) })
            }
            for index in 0..<2 {
                let sealed = try #require(secrets[index].sealed)
                let opened = try sealing.open(sealed, at: .credential(credentials[index].id), with: keys[index])
                    .reveal()
                let verdict = try await harness.operations.credentials.verify(accessToken: opened, from: .unknown)
                #expect(try verdict.require().credential == credentials[index])
                let other = 1 - index
                #expect(throws: SealFailure.self) {
                    try sealing.open(sealed, at: .credential(credentials[other].id), with: keys[index])
                }
                #expect(throws: SealFailure.self) {
                    try sealing.open(sealed, at: .credential(credentials[index].id), with: keys[other])
                }
                for position in stride(from: 0, to: sealed.count, by: 5) {
                    var flipped = sealed
                    flipped[position] ^= 1
                    #expect(throws: SealFailure.self) {
                        try sealing.open(flipped, at: .credential(credentials[index].id), with: keys[index])
                    }
                }
                #expect(throws: SealFailure.self) {
                    try sealing.open(
                        Array(sealed.dropLast()),
                        at: .credential(credentials[index].id),
                        with: keys[index]
                    )
                }
            }
            let stranger = Sealing(keyring: try Keyring.generate(harness.random), random: harness.random)
            #expect(throws: SealFailure.keyMissing) {
                try stranger.open(try #require(secrets[0].sealed), at: .credential(credentials[0].id), with: keys[0])
            }
        }
    }
}

struct PasswordTests {
    @Test func `a password matches its own hash alone`() async throws {
        let random = SeededRandom(seed: 5)
        let keyring = try Keyring.generate(random)
        let hasher = PasswordHasher(keyring: keyring, random: random, cost: .light)
        let hash = try await hasher.hash(Secret("correct horse battery"))
        #expect(try await hasher.matches(Secret("correct horse battery"), hash))
        #expect(try await hasher.matches(Secret("correct horse batterz"), hash) == false)
        #expect(try await hasher.hash(Secret("correct horse battery")) != hash)
        #expect(try await hasher.matches(Secret("x"), "nonsense") == false)
        let other = PasswordHasher(keyring: try Keyring.generate(random), random: random, cost: .light)
        #expect(try await other.matches(Secret("correct horse battery"), hash) == false)
    }

    @Test(arguments: Backend.allCases)
    func `an address has one account`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            _ = try await harness.account(email: "a@b.example")
            await #expect(throws: Failure(.emailTaken)) { _ = try await harness.account(email: "A@B.example") }
        }
    }

    @Test func `an application needs a product of its site and both halves of activation`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let account = try await harness.account(.peru)
            let applications = harness.operations.applications
            let settings = try ApplicationSettings()
            await #expect(throws: Failure(.productNotInSite)) {
                _ = try await harness.application(of: account, product: .point)
            }
            let half = try ApplicationProfile(name: "n", industry: .retail, product: .checkoutPro)
            await #expect(throws: Failure(.activationIncomplete)) {
                _ = try await applications.create(half, settings: settings, for: account.id, as: .operator)
            }
            let foreign = try ApplicationProfile(name: "n", product: .checkoutPro, platform: .yampi)
            await #expect(throws: Failure(.platformUnknown)) {
                _ = try await applications.create(foreign, settings: settings, for: account.id, as: .operator)
            }
            let fine = try ApplicationProfile(name: "n", product: .checkoutPro)
            await #expect(throws: Failure(.accountNotFound)) {
                _ = try await applications.create(fine, settings: settings, for: Account.ID(77), as: .operator)
            }
            #expect(try await applications.applications(of: account.id, as: .operator).isEmpty)
        }
    }
}

import Crypto
import Domain
import Operations
import Storage
import TestSupport
import Testing

struct DoctorTests {
    private static let random = SeededRandom(seed: 11)
    private static let tagKey = SymmetricKey(data: random.bytes(32))

    private struct Pair {
        let token: String
        let key: String
        let clientID: String

        init(_ prefix: KeyPrefix, client: Int64 = 100_000_000_000_001, user: Int64 = 100_000_001) {
            let clientID = Application.ID(client * 10 + CheckDigit.digit(for: client))
            let userID = Account.ID(user * 10 + CheckDigit.digit(for: user))
            let issued = IssueHour(ManualTime().now())
            self.token =
                AccessToken(
                    prefix: prefix,
                    clientID: clientID,
                    issued: issued,
                    random: random.bytes(AccessToken.randomBytes),
                    userID: userID,
                    tagKey: tagKey
                )
                .text
            self.key =
                PublicKey(
                    prefix: prefix,
                    clientID: clientID,
                    issued: issued,
                    random: random.bytes(PublicKey.randomBytes),
                    userID: userID
                )
                .text
            self.clientID = clientID.description
        }
    }

    private static let live = Pair(.live)
    private static let test = Pair(.test)
    private static let other = Pair(.test, client: 100_000_000_000_002)
    private static let secret = "Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv"

    private static let pasted: [(String, String, [Diagnosis.Code])] = [
        ("nothing of ours", "hello, it fails", [.nothingFound]),
        ("a token alone", test.token, [.formOnly]),
        ("a pair", "\(test.key)\n\(test.token)", [.formOnly]),
        (
            "an environment file of both modes",
            "MP_PUBLIC_KEY=\(test.key)\nMP_ACCESS_TOKEN=\(test.token)\nLIVE_PUBLIC_KEY=\(live.key)\nLIVE_ACCESS_TOKEN=\(live.token)",
            [.formOnly]
        ),
        ("halves of two modes", "PUBLIC_KEY=\(test.key)\nACCESS_TOKEN=\(live.token)", [.modesDiffer]),
        ("halves of two applications", "PUBLIC_KEY=\(test.key)\nACCESS_TOKEN=\(other.token)", [.pairsDiffer]),
        ("a Client ID of another application", "CLIENT_ID=\(live.clientID)\n\(other.token)", [.applicationsDiffer]),
        ("the token in the key's place", "MP_PUBLIC_KEY=\(test.token)", [.accessTokenAsPublicKey]),
        ("the token in a page", "new MercadoPago('\(test.token)')", [.accessTokenAsPublicKey]),
        ("the key after Bearer", "curl -H 'Authorization: Bearer \(test.key)' https://x", [.publicKeyAsAccessToken]),
        ("the key given to a server's SDK", "sdk = mercadopago.SDK(\"\(test.key)\")", [.publicKeyAsAccessToken]),
        ("a secret in a page's variable", "NEXT_PUBLIC_ACCESS_TOKEN=\(test.token)", [.secretInPage]),
        ("a secret in an address", "GET /users/me?access_token=\(test.token)", [.secretInURL]),
        ("the Client Secret after Bearer", "Authorization: Bearer \(secret)", [.clientSecretMisplaced]),
        ("the Client Secret where it belongs", "{\"client_secret\": \"\(secret)\"}", [.formOnly]),
        ("a token cut off", "ACCESS_TOKEN=\(test.token.dropLast(14))", [.damaged]),
        ("a token over two lines", "\(test.token.prefix(40))\n\(test.token.dropFirst(40))", [.damaged]),
        ("a no-break space", "ACCESS_TOKEN=\u{A0}\(test.token)", [.invisibleCharacters]),
        (
            "a mistyped number", "ACCESS_TOKEN=\(test.token.replacing("TEST-1000", with: "TEST-1001"))",
            [.checkDigitWrong]
        ),
        ("a key of the provider", "PUBLIC_KEY=TEST-2a3b4c5d-1234-4321-8765-0123456789ab", [.notIssuedHere]),
        ("a removed line of a diff", "-\(test.token)", [.formOnly]),
        ("an escape of JSON", "\\n\(test.token)\\n", [.formOnly]),
        ("an encoded address", "access_token%3D\(test.token)", [.formOnly]),
        ("Markdown", "_\(test.token)_", [.formOnly]),
        ("a comment with a joined emoji", "# \u{1F469}\u{200D}\u{1F4BB}\nACCESS_TOKEN=\(test.token)", [.formOnly]),
        ("words that begin alike", "TEST-case and APP_USR-x", [.nothingFound]),
    ]

    @Test(arguments: pasted)
    func `what is pasted gets its diagnosis offline`(name: String, text: String, codes: [Diagnosis.Code]) {
        #expect(DoctorReport(offline: text).diagnoses.map(\.code) == codes, "\(name)")
    }

    @Test func `at most twenty credentials of a text are looked at`() {
        let text = Array(repeating: Self.test.token, count: 100).joined(separator: " ")
        #expect(DoctorReport(offline: text).credentials.count == 20)
    }

    @Test func `names are repeated, secrets in a name's place are not`() {
        let report = DoctorReport(
            offline:
                "\(Self.live.token): \(Self.test.token)\nMP_ACCESS_TOKEN='\(Self.test.token)'\ncorrecthorsebattery,\(Self.test.token)"
        )
        #expect(report.credentials.map(\.name) == [nil, nil, "MP_ACCESS_TOKEN", nil])
        #expect(report.credentials.map(\.line) == [1, 1, 2, 3])
    }

    @Test(arguments: Backend.allCases)
    func `the holder of a whole secret learns its state`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let old = issued.credentials.main.accessToken.reveal()
            let examine = { @Sendable (text: String) async throws in
                try await harness.operations.doctor.examine(Secret(text))
            }
            #expect(try await examine(old).states == [0: .active(applicationName: "Shop")])
            let reference = PairReference(issued.application.id, .live, .keys)
            _ = try await harness.operations.renewals.replaceLeaked(reference, as: .operator)
            let report = try await examine(old)
            #expect(report.states == [0: .ended(harness.time.now())])
            #expect(report.diagnoses.map(\.code) == [.ended])
            let secret = "CLIENT_SECRET=\(issued.credentials.clientSecret.reveal())"
            #expect(try await examine(secret).states == [0: .active(applicationName: "Shop")])
        }
    }

    @Test func `a key that is public, or a secret that is not whole, tells nothing of its state`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let live = issued.credentials.main
            for text in [
                live.publicKey, issued.application.id.description, String(live.accessToken.reveal().dropLast(11)),
            ] {
                #expect(try await harness.operations.doctor.examine(Secret(text)).states == [:])
            }
            let report = try await harness.operations.doctor.examine(Secret(Self.test.token))
            #expect(report.states == [0: .unknown] && report.diagnoses.map(\.code) == [.unknownHere])
        }
    }

    @Test func `one network asks and reports 600 times in ten minutes, and no more`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let doctor = harness.operations.doctor
            for host in 0..<600 {
                _ = try await doctor.examine(Secret("x"), from: "2001:db8::\(String(host, radix: 16))")
            }
            await #expect(throws: Failure(.rateLimited)) {
                try await doctor.examine(Secret("x"), from: "2001:db8::ffff")
            }
            _ = try await doctor.examine(Secret("x"), from: "2001:db8:0:1::1")
            await #expect(throws: Failure(.leakReportEmpty)) {
                try await harness.operations.leaks.report(Secret("x"), from: "2001:db8::1")
            }
            harness.time.advance(by: .seconds(600))
            _ = try await doctor.examine(Secret("x"), from: "2001:db8::1")
        }
    }

    @Test func `whoever sees an application learns the state of its Public Keys, and a stranger does not`() async throws
    {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let stranger = try await harness.account(email: "stranger@shop.example")
            let key = Secret(try await harness.application(of: owner).credentials.main.publicKey)
            let doctor = harness.operations.doctor
            #expect(try await doctor.examine(key, as: .owner(owner.id)).states == [0: .active(applicationName: "Shop")])
            for actor in [nil, Actor.owner(stranger.id)] {
                let report = try await doctor.examine(key, as: actor)
                #expect(report.states == [:] && report.diagnoses == [Diagnosis(.formOnly, [0])])
            }
        }
    }

    @Test func `examining a credential counts as no use of it`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            _ = try await harness.operations.doctor.examine(issued.credentials.main.accessToken)
            let reference = PairReference(issued.application.id, .live, .keys)
            #expect(try await harness.operations.renewals.board(reference, as: .operator).callers.isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `halves of two generations of one hour are told apart with a look-up`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let reference = PairReference(issued.application.id, .live, .keys)
            let (_, next) = try await harness.operations.renewals.renew(reference, overlap: .none, as: .operator)
            let pair = try next.keys()
            let mixed = Secret("\(issued.credentials.main.publicKey) \(pair.accessToken.reveal())")
            let whole = Secret("\(pair.publicKey) \(pair.accessToken.reveal())")
            #expect(try await harness.operations.doctor.examine(mixed).diagnoses == [Diagnosis(.pairsDiffer, [0])])
            #expect(try await harness.operations.doctor.examine(whole).diagnoses == [Diagnosis(.nothingWrong)])
        }
    }

    @Test func `a Client Secret works before production is activated`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account(), isActivated: false)
            let report = try await harness.operations.doctor.examine(issued.credentials.clientSecret)
            #expect(report.diagnoses == [Diagnosis(.nothingWrong)])
        }
    }
}

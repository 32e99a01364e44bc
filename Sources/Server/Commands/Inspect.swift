import ArgumentParser
import Domain

struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what a key says about itself, and whether two keys belong together.",
        discussion: """
            Works offline, on the texts alone: nothing is looked up, sent or kept. A key that reads well may still be
            invented, revoked or expired; only the server that issued it knows.
            """
    )

    @Argument(help: "A Public Key, an Access Token or a Client ID.")
    var key: String

    @Argument(help: "A second key, to compare.")
    var other: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let keys = [self.key, self.other].compactMap(\.self).map { KeyDescription($0) }
        let relation = keys.count == 2 ? KeyRelation(keys[0], keys[1]) : nil
        var members: [JSON.Member] = [.init("keys", .array(keys.map { KeyDescriptionView.json($0) }))]
        if let relation { members.append(.init("relation", .string(KeyDescriptionView.name(relation)))) }
        self.output.show(.object(members)) {
            let texts = keys.map { KeyDescriptionView.text($0) }
            return (texts + [relation.map { KeyDescriptionView.sentence($0) }].compactMap(\.self))
                .joined(separator: "\n\n")
        }
        if keys.contains(.unknown) { throw ExitCode.failure }
    }
}

/// What a key says about itself, for people and programs.
enum KeyDescriptionView {
    static func json(_ key: KeyDescription) -> JSON {
        switch key {
        case .accessToken(let token):
            [
                "kind": "access_token", "mode": .string(token.prefix.mode.rawValue),
                "client_id": .string(token.clientID.description), "user_id": .string(token.userID.description),
                "issued_hour": .string(token.issued.description),
                "check_digits_are_right": .bool(self.checkDigitsAreRight(token)),
            ]
        case .publicKey(let key): ["kind": "public_key", "mode": .string(key.prefix.mode.rawValue)]
        case .clientID(let id):
            [
                "kind": "client_id", "client_id": .string(id.description),
                "check_digits_are_right": .bool(CheckDigit.isValid(id.number)),
            ]
        case .unknown: ["kind": "unknown"]
        }
    }

    static func text(_ key: KeyDescription) -> String {
        switch key {
        case .accessToken(let token):
            """
            Access Token, \(self.mode(token.prefix.mode))
              Client ID  \(token.clientID)
              Owner      \(token.userID)
              Issued     month \(token.issued.month), day \(token.issued.day), hour \(token.issued.hour) at -04:00
              Keep it on a server.\(self.checkDigitsAreRight(token) ? "" : "\n  A check digit is wrong: this token was mistyped or not issued by Llavero.")
            """
        case .publicKey(let key):
            "Public Key, \(self.mode(key.prefix.mode))\n  It may be seen by anybody; it belongs into pages."
        case .clientID(let id):
            "Client ID (application number) \(id)"
                + (CheckDigit.isValid(id.number)
                    ? "" : "\n  Its check digit is wrong: it was mistyped or not issued by Llavero.")
        case .unknown:
            "Not a Public Key, Access Token or Client ID: check that it was copied whole. A Client Secret says nothing about itself."
        }
    }

    static func name(_ relation: KeyRelation) -> String {
        switch relation {
        case .pair: "pair"
        case .sameApplication: "same_application"
        case .modesDiffer: "modes_differ"
        case .unrelated: "unrelated"
        }
    }

    static func sentence(_ relation: KeyRelation) -> String {
        switch relation {
        case .pair: "They are the two halves of one pair: same application, owner, mode and hour."
        case .sameApplication: "They are of the same application."
        case .modesDiffer: "They do not work together: one is for production, the other for testing."
        case .unrelated: "Nothing shows that they belong together."
        }
    }

    private static func mode(_ mode: Mode) -> String { mode == .live ? "production" : "test" }

    private static func checkDigitsAreRight(_ token: AccessToken) -> Bool {
        CheckDigit.isValid(token.clientID.number) && CheckDigit.isValid(token.userID.number)
    }
}

import Crypto
import Domain
import Foundation
import Testing

struct KeyTests {
    /// One line of `Tests/Vectors/keys.json`.
    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let tagKey: String
        let prefix: String
        let clientID: Int64
        let issued: String
        let tokenRandom: String
        let keyRandom: String
        let userID: Int64
        let accessToken: String
        let publicKey: String

        var testDescription: String { self.name }
    }

    static let vectors: [Vector] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Vectors/keys.json")
        guard let data = try? Data(contentsOf: file), let vectors = try? JSONDecoder().decode([Vector].self, from: data)
        else { preconditionFailure("Tests/Vectors/keys.json cannot be read") }
        return vectors
    }()

    @Test func `there are vectors`() {
        #expect(Self.vectors.count >= 4)
    }

    @Test(arguments: vectors)
    func `a pair is made of its facts as the vectors say`(vector: Vector) throws {
        let prefix = try #require(KeyPrefix(rawValue: vector.prefix))
        let issued = try #require(IssueHour(digits: vector.issued.utf8))
        let tagKey = SymmetricKey(data: try #require(Hexadecimal.bytes(vector.tagKey)))
        let token = AccessToken(
            prefix: prefix,
            clientID: Application.ID(vector.clientID),
            issued: issued,
            random: try #require(Hexadecimal.bytes(vector.tokenRandom)),
            userID: Account.ID(vector.userID),
            tagKey: tagKey
        )
        let key = PublicKey(
            prefix: prefix,
            clientID: Application.ID(vector.clientID),
            issued: issued,
            random: try #require(Hexadecimal.bytes(vector.keyRandom)),
            userID: Account.ID(vector.userID)
        )
        #expect(token.text == vector.accessToken)
        #expect(key.text == vector.publicKey)
        #expect(AccessToken(text: vector.accessToken) == token)
        #expect(PublicKey(text: vector.publicKey) == key)
        #expect(token.isTagged(with: HMAC<SHA256>(key: tagKey)))
        #expect(!token.isTagged(with: HMAC<SHA256>(key: SymmetricKey(data: [UInt8](repeating: 9, count: 32)))))
    }

    @Test(arguments: vectors)
    func `two halves of one pair know each other and no other half`(vector: Vector) throws {
        let token = KeyDescription(vector.accessToken)
        let key = KeyDescription(vector.publicKey)
        #expect(KeyRelation(token, key) == .pair)
        #expect(KeyRelation(key, token) == .pair)
        for other in Self.vectors where other.name != vector.name {
            let foreign = KeyRelation(token, KeyDescription(other.publicKey))
            #expect(foreign == (other.prefix == vector.prefix ? .unrelated : .modesDiffer))
        }
    }

    @Test func `one changed character is no longer the same tagged token`() throws {
        let vector = Self.vectors[0]
        let tagKey = SymmetricKey(data: try #require(Hexadecimal.bytes(vector.tagKey)))
        for (index, character) in vector.accessToken.enumerated() {
            var changed = Array(vector.accessToken)
            changed[index] = character == "0" ? "1" : "0"
            let token = AccessToken(text: String(changed))
            #expect(token == nil || token?.isTagged(with: HMAC<SHA256>(key: tagKey)) == false)
        }
    }

    @Test(arguments: [
        "", "TEST-", "APP_USR-1-112316-9f2c4b7ad15e83606b1fd2c3947e5a80-1947203865",
        "APP_USR-7310482956014872-112316-9F2C4B7AD15E83606B1FD2C3947E5A80-1947203865",
        "APP_USR-7310482956014872-112316-9f2c4b7ad15e83606b1fd2c3947e5a8-1947203865",
        "APP_USR-7310482956014872-112316-9f2c4b7ad15e83606b1fd2c3947e5a80-1947203865 ",
        "APP_USR-7310482956014872-132316-9f2c4b7ad15e83606b1fd2c3947e5a80-1947203865",
        "APP_USR-７310482956014872-112316-9f2c4b7ad15e83606b1fd2c3947e5a80-1947203865",
        "app_usr-7310482956014872-112316-9f2c4b7ad15e83606b1fd2c3947e5a80-1947203865",
        "APP_USR-7310482956014872-112316-9f2c4b7ad15e83606b1fd2c3947e5a80-1947203865-1",
    ])
    func `what lacks the shape of an Access Token is none`(text: String) {
        #expect(AccessToken(text: text) == nil)
    }

    @Test func `a description names kind and mode`() {
        #expect(KeyDescription("TEST-8e44b1d7-03aa-4a29-8f52-6b1c9d2e7f04").mode == .test)
        #expect(KeyDescription("7310482956014872") == .clientID(Application.ID(7_310_482_956_014_872)))
        #expect(KeyDescription("q7XbT0vLk3NsYd94RzHcWm1PeUaGf6Jo") == .unknown)
    }

    @Test func `a masked token shows four of its digits and no more`() throws {
        let vector = Self.vectors[0]
        let token = try #require(AccessToken(text: vector.accessToken))
        let secretDigits = vector.accessToken.split(separator: "-")[3]
        #expect(token.masked.contains("****\(secretDigits.suffix(4))"))
        #expect(!token.masked.contains(secretDigits.prefix(8)))
    }
}

struct CheckDigitTests {
    @Test func `every wrong digit is found`() {
        for body in [Int64(194_720_386), 100_000_000, 999_999_999] {
            let number = body * 10 + CheckDigit.digit(for: body)
            #expect(CheckDigit.isValid(number))
            for place in 0..<10 {
                let power = Int64(pow(10.0, Double(place)))
                let digit = number / power % 10
                for other in Int64(0)...9 where other != digit {
                    #expect(!CheckDigit.isValid(number + (other - digit) * power))
                }
            }
        }
    }

    /// Croatian and German tax numbers are made with the same rule.
    @Test(arguments: [69_435_151_530, 86_095_742_719] as [Int64])
    func `the digit is that of ISO 7064 MOD 11,10`(number: Int64) {
        #expect(CheckDigit.isValid(number))
    }
}

package import Domain

/// Gives unpredictable bytes; the only way the product gets them.
package protocol RandomSource: Sendable {
    func bytes(_ count: Int) -> [UInt8]
}

/// The machine's own generator.
package struct SystemRandom: RandomSource {
    package init() {}

    package func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
        }
        return Array(bytes.prefix(count))
    }
}

extension RandomSource {
    /// A number of the range, each with the same chance.
    package func number(in range: ClosedRange<Int64>) -> Int64 {
        var generator = Adapter(source: self)
        return Int64.random(in: range, using: &generator)
    }

    /// A ten-digit account number with its check digit.
    package func accountID() -> Account.ID {
        let body = self.number(in: 100_000_000...999_999_999)
        return Account.ID(body * 10 + CheckDigit.digit(for: body))
    }

    /// A sixteen-digit application number with its check digit; below 2^53, so that every JSON reader holds it exactly.
    ///
    /// Numbers that pass the card check are left out, so that no scanner takes a Client ID for a card.
    package func applicationID() -> Application.ID {
        while true {
            let body = self.number(in: 100_000_000_000_000...899_999_999_999_999)
            let number = body * 10 + CheckDigit.digit(for: body)
            if !Luhn.isValid(Array(String(number).utf8)) { return Application.ID(number) }
        }
    }

    package func paymentID() -> Payment.ID { Payment.ID(self.number(in: 100_000_000_000...999_999_999_999)) }
    package func refundID() -> Refund.ID { Refund.ID(self.number(in: 1_000_000_000...9_999_999_999)) }
    /// A seller's number and fourteen characters, as the provider has it.
    package func customerID(of account: Account.ID) -> Customer.ID {
        Customer.ID("\(account)-\(Hexadecimal.text(self.bytes(7)))")
    }
    package func customerCardID() -> CustomerCard.ID {
        CustomerCard.ID(String(self.number(in: 1_000_000_000_000...9_999_999_999_999)))
    }
    package func cardTokenID() -> CardToken.ID { CardToken.ID(Hexadecimal.text(self.bytes(16))) }
    package func credentialID() -> Credential.ID { Credential.ID("cred_" + Hexadecimal.text(self.bytes(12))) }
    package func renewalID() -> Renewal.ID { Renewal.ID("ren_" + Hexadecimal.text(self.bytes(12))) }
    package func grantID() -> Grant.ID { Grant.ID("grt_" + Hexadecimal.text(self.bytes(12))) }
    package func tokenFamilyID() -> TokenFamily.ID { TokenFamily.ID("fam_" + Hexadecimal.text(self.bytes(12))) }
    package func issuedTokenID() -> Credential.ID { Credential.ID("tok_" + Hexadecimal.text(self.bytes(12))) }
    package func shareID() -> Share.ID { Share.ID("shr_" + Hexadecimal.text(self.bytes(12))) }
    package func accessRequestID() -> AccessRequest.ID { AccessRequest.ID("req_" + Hexadecimal.text(self.bytes(12))) }
    package func auditID(at now: Timestamp) -> AuditRecord.ID { AuditRecord.ID(self.sortableID(at: now)) }
    package func sessionID() -> Session.ID { Session.ID("ses_" + Hexadecimal.text(self.bytes(12))) }
    package func membershipID() -> Membership.ID { Membership.ID("mem_" + Hexadecimal.text(self.bytes(12))) }
    package func managementTokenID() -> ManagementToken.ID {
        ManagementToken.ID("mgt_" + Hexadecimal.text(self.bytes(12)))
    }
    package func mailID(at now: Timestamp) -> Mail.ID { Mail.ID(self.sortableID(at: now)) }
    package func accountLinkID(at now: Timestamp) -> AccountLink.ID { AccountLink.ID(self.sortableID(at: now)) }
    /// What a browser holds while somebody is signed in: 256 bits.
    package func sessionToken() -> Secret { Secret(Hexadecimal.text(self.bytes(32))) }
    /// Two groups of five letters and digits, about 50 bits.
    package func backupCode() -> String { self.groups(2, of: 5) }
    package func dataKeyID() -> String { "dk_" + Hexadecimal.text(self.bytes(12)) }

    package func eventID(at now: Timestamp) -> Event.ID { Event.ID(self.sortableID(at: now)) }

    /// 48 bits of time, then 80 random ones, in Crockford's base 32, so that ids sort by time.
    private func sortableID(at now: Timestamp) -> String {
        let time = UInt64(now.milliseconds)
        let bytes = (0..<6).map { UInt8(truncatingIfNeeded: time >> (40 - 8 * $0)) } + self.bytes(10)
        return Base32.text(bytes)
    }

    /// 32 letters and digits.
    package func clientSecret() -> String {
        let alphabet = ClientSecret.alphabet
        let characters = (0..<ClientSecret.length)
            .map { _ in alphabet[Int(self.number(in: 0...Int64(alphabet.count - 1)))] }
        return String(decoding: characters, as: UTF8.self)
    }

    /// A password for a person to be told once: five groups of four letters and digits, about 100 bits.
    package func password() -> String { self.groups(5, of: 4) }

    /// Groups of letters and digits that are not mistaken for one another; 32 of them, so that a byte picks evenly.
    private func groups(_ count: Int, of length: Int) -> String {
        let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
        return (0..<count)
            .map { _ in
                String(decoding: self.bytes(length).map { alphabet[Int($0) % alphabet.count] }, as: UTF8.self)
            }
            .joined(separator: "-")
    }
}

private struct Adapter<Source: RandomSource>: RandomNumberGenerator {
    let source: Source

    mutating func next() -> UInt64 {
        self.source.bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

private enum Base32 {
    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// 26 digits of 16 bytes, the first digit holding three bits.
    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var buffer: UInt64 = 0
        // Two zero bits in front make 130 bits: 26 digits of five.
        var bits = 2
        for byte in bytes {
            buffer = buffer << 8 | UInt64(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(self.digits[Int(buffer >> UInt64(bits) & 31)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

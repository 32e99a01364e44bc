import Crypto

/// Time-based one-time codes of six digits (RFC 6238 with SHA-1, which every authenticator program supports).
package enum OneTimeCode {
    /// Seconds of one step.
    package static let stepSeconds: Int64 = 30
    package static let digits = 6
    /// Bytes of a secret, as RFC 4226 section 4 recommends.
    package static let secretBytes = 20

    /// The step an instant lies in.
    package static func step(at now: Timestamp) -> Int64 { now.milliseconds / 1_000 / self.stepSeconds }

    /// The code of a step.
    package static func code(_ secret: [UInt8], step: Int64) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let hash = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret))
        )
        // RFC 4226 section 5.3: the last four bits say where the 31 bits of the code begin.
        let offset = Int(hash[hash.count - 1] & 0x0F)
        let number = hash[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: self.digits - text.count) + text
    }

    /// The step whose code this is, one step either side of now, if it is later than the last one used.
    package static func acceptedStep(_ code: String, _ secret: [UInt8], after last: Int64?, at now: Timestamp) -> Int64?
    {
        let present = self.step(at: now)
        return (present - 1...present + 1)
            .filter { $0 > last ?? -1 }
            .first { ConstantTime.equal(Array(self.code(secret, step: $0).utf8), Array(code.utf8)) }
    }

    /// The address an authenticator program reads from a QR code.
    package static func address(_ secret: [UInt8], account: EmailAddress, issuer: String) -> String {
        "otpauth://totp/\(issuer):\(account.text.replacing("+", with: "%2B"))?secret=\(self.base32(secret))&issuer=\(issuer)"
    }

    /// RFC 4648 base 32 without padding.
    package static func base32(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var text: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(buffer << UInt32(5 - bits) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }
}

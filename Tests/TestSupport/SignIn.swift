package import Domain
package import Operations
import Storage

extension Harness {
    /// The password of every account a test opens.
    package static let password = Secret("correct horse battery staple")
    package static let visitor = Visitor(address: "192.0.2.1", userAgent: nil)

    /// Opens a session as whoever knows the password does.
    package func signIn(
        _ email: String = "owner@shop.example",
        _ password: Secret = Self.password,
        from visitor: Visitor = Self.visitor
    ) async throws -> (session: Session, token: Secret) {
        let (session, token) = try await self.operations.sessions.signIn(
            email: email,
            password: password,
            from: visitor
        )
        return (session, token)
    }

    /// Who is signed in, in a session just opened.
    /// - Throws: `sign_in_required` when a second factor is still to come.
    package func signedIn(_ email: String = "owner@shop.example") async throws -> SignedIn {
        let (_, token) = try await self.signIn(email)
        guard let signedIn = try await self.operations.sessions.signedIn(token) else { throw Failure(.signInRequired) }
        return signedIn
    }

    /// Gives an account a second factor, and goes on to where its next code is new.
    package func addSecondFactor(to account: Account) async throws -> SecondFactor {
        let factors = self.operations.secondFactors
        let secret = Base32.bytes(try await factors.begin(for: account).secret.reveal())
        let code = OneTimeCode.code(secret, step: OneTimeCode.step(at: self.time.now()))
        let backupCodes = try await factors.confirm(code, for: account.id)
        self.time.advance(by: .seconds(30))
        return SecondFactor(secret: secret, backupCodes: backupCodes, time: self.time)
    }
}

/// An authenticator program with one account in it, and the paper with the backup codes.
package struct SecondFactor: Sendable {
    package let secret: [UInt8]
    package let backupCodes: [Secret]
    let time: ManualTime

    package init(secret: [UInt8], backupCodes: [Secret], time: ManualTime) {
        self.secret = secret
        self.backupCodes = backupCodes
        self.time = time
    }

    /// The code it shows now.
    package var code: String { OneTimeCode.code(self.secret, step: OneTimeCode.step(at: self.time.now())) }
}

package enum Base32 {
    /// The bytes of an RFC 4648 text.
    package static func bytes(_ text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (buffer, bits, bytes): (UInt32, Int, [UInt8]) = (0, 0, [])
        for character in text {
            guard let index = alphabet.firstIndex(of: character) else { preconditionFailure("no base 32") }
            buffer = buffer << 5 | UInt32(index)
            bits += 5
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
        }
        return bytes
    }
}

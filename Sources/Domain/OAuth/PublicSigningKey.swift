package import Crypto
import CryptoExtras
import FoundationEssentials

/// A public key that signatures are checked with: a JSON Web Key (RFC 7517, RFC 8037), or PEM of one.
package struct PublicSigningKey: Sendable {
    private enum Material: Sendable {
        case p256(P256.Signing.PublicKey)
        case ed25519(Curve25519.Signing.PublicKey)
        case rsa(_RSA.Signing.PublicKey)
    }

    /// The key's members that make its thumbprint, in the order of RFC 7638.
    package let members: [JSON.Member]
    /// The name its owner gave it.
    package let id: String?
    private let material: Material

    private static let rsaBits = 2_048...4_096

    /// A key in an object as RFC 7517 has it.
    /// - Throws: `client_keys_invalid`, also for a private key and for one that is not for signatures.
    package init(_ json: JSON) throws(Failure) {
        let isPrivate = ["d", "p", "q", "dp", "dq", "qi", "k"].contains { json[$0] != nil }
        guard !isPrivate, (json["use"]?.string ?? "sig") == "sig" else { throw Failure(.clientKeysInvalid) }
        let id = json["kid"]?.string
        guard id?.utf8.count ?? 0 <= 128, id?.isPlainText ?? true else { throw Failure(.clientKeysInvalid) }
        guard let key = Self.material(json) else { throw Failure(.clientKeysInvalid) }
        self.material = key
        self.members = Self.members(of: key)
        self.id = id
    }

    private static func material(_ json: JSON) -> Material? {
        func bytes(_ name: String) -> [UInt8]? { json[name]?.string.flatMap { Base64URL.bytes($0) } }
        switch (json["kty"]?.string, json["crv"]?.string) {
        case ("EC"?, "P-256"?):
            guard let x = bytes("x"), let y = bytes("y"), x.count == 32, y.count == 32 else { return nil }
            return (try? P256.Signing.PublicKey(rawRepresentation: x + y)).map { .p256($0) }
        case ("OKP"?, "Ed25519"?):
            guard let x = bytes("x") else { return nil }
            return (try? Curve25519.Signing.PublicKey(rawRepresentation: x)).map { .ed25519($0) }
        case ("RSA"?, nil):
            guard let n = bytes("n"), let e = bytes("e"), n.first != 0, e.first != 0, e.count <= 4,
                Self.rsaBits.contains(n.count * 8)
            else { return nil }
            return (try? _RSA.Signing.PublicKey(n: Data(n), e: Data(e))).map { .rsa($0) }
        default: return nil
        }
    }

    private static func members(of key: Material) -> [JSON.Member] {
        func text(_ bytes: some Sequence<UInt8>) -> JSON { .string(Base64URL.text(Array(bytes))) }
        switch key {
        case .p256(let key):
            let raw = Array(key.rawRepresentation)
            return [
                .init("crv", "P-256"), .init("kty", "EC"), .init("x", text(raw.prefix(32))),
                .init("y", text(raw.suffix(32))),
            ]
        case .ed25519(let key):
            return [.init("crv", "Ed25519"), .init("kty", "OKP"), .init("x", text(key.rawRepresentation))]
        case .rsa(let key):
            guard let parts = try? key.getKeyPrimitives() else { preconditionFailure("a key has its parts") }
            return [.init("e", text(parts.publicExponent)), .init("kty", "RSA"), .init("n", text(parts.modulus))]
        }
    }

    /// The keys in what an owner pastes: a key, a set of keys, or a PEM public key.
    /// - Throws: `client_keys_invalid`.
    package static func keys(in text: String) throws(Failure) -> [PublicSigningKey] {
        let trimmed = text.drop { $0.isWhitespace }
        guard !trimmed.hasPrefix("-----BEGIN") else { return [try Self(pem: text)] }
        guard let json = try? JSON(parsing: Array(text.utf8)) else { throw Failure(.clientKeysInvalid) }
        guard case .array(let entries)? = json["keys"] else { return [try Self(json)] }
        var keys: [PublicSigningKey] = []
        for entry in entries { keys.append(try Self(entry)) }
        guard !keys.isEmpty else { throw Failure(.clientKeysInvalid) }
        return keys
    }

    private init(pem text: String) throws(Failure) {
        if let key = try? P256.Signing.PublicKey(pemRepresentation: text) {
            self.init(key, nil)
        } else if let key = try? _RSA.Signing.PublicKey(pemRepresentation: text) {
            // By way of its members, so that its size is judged like that of any other.
            try self.init(.object(Self.members(of: .rsa(key))))
        } else {
            throw Failure(.clientKeysInvalid)
        }
    }

    package init(_ key: P256.Signing.PublicKey, _ id: String?) {
        self.material = .p256(key)
        self.members = Self.members(of: .p256(key))
        self.id = id
    }

    /// The key as RFC 7517 has it.
    package var json: JSON { .object(self.members + (self.id.map { [.init("kid", .string($0))] } ?? [])) }

    /// The SHA-256 thumbprint by which a key is recognised (RFC 7638).
    package var thumbprint: String {
        Base64URL.text(Array(SHA256.hash(data: JSON.object(self.members).bytes)))
    }

    /// The algorithms its signatures can have; which one a token names is never asked of the token alone.
    package var algorithms: [String] {
        switch self.material {
        case .p256: ["ES256"]
        case .ed25519: ["EdDSA", "Ed25519"]
        case .rsa: ["PS256", "RS256"]
        }
    }

    func isSigned(_ message: [UInt8], _ signature: [UInt8], algorithm: String) -> Bool {
        guard self.algorithms.contains(algorithm) else { return false }
        switch self.material {
        case .p256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: message)
        case .ed25519(let key): return key.isValidSignature(signature, for: message)
        case .rsa(let key):
            let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
            let digest = SHA256.hash(data: message)
            let padding: _RSA.Signing.Padding = algorithm == "PS256" ? .PSS : .insecurePKCS1v1_5
            return key.isValidSignature(signature, for: digest, padding: padding)
        }
    }
}

extension PublicSigningKey: Equatable {
    package static func == (left: Self, right: Self) -> Bool { left.members == right.members && left.id == right.id }
}

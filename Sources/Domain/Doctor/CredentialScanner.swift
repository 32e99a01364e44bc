/// Finds credentials in any text: a string alone, a pair, an environment file, code, or a failing request.
package enum CredentialScanner {
    /// Finds at most `Limits.doctorFindingsMax` credentials, in their order.
    package static func scan(_ text: String) -> [FoundCredential] {
        var found: [FoundCredential] = []
        let isAlone = text.utf8.split(whereSeparator: { !self.isWordByte($0) }).count == 1
        for (index, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated()
        {
            var rest = line[...]
            while let start = rest.firstIndex(where: self.isWordByte) {
                let end = rest[start...].firstIndex { !self.isWordByte($0) } ?? line.endIndex
                let word = String(decoding: line[start..<end], as: UTF8.self)
                let before = String(decoding: line[..<start].suffix(Self.contextBytesMax), as: UTF8.self)
                if let credential = self.credential(word, Context(before), line: index + 1, isAlone: isAlone) {
                    found.append(credential)
                    if found.count == Limits.doctorFindingsMax { return found }
                }
                rest = line[end...]
            }
        }
        return found
    }

    /// Whether a text holds characters that cannot be seen and break a credential that was copied with them.
    package static func hasInvisibleCharacters(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            [0xA0, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF].contains(scalar.value)
        }
    }

    private static let contextBytesMax = 80

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private static func credential(
        _ word: String,
        _ context: Context,
        line: Int,
        isAlone: Bool
    ) -> FoundCredential? {
        guard let kind = self.kind(word, context.role, isAlone: isAlone) else { return nil }
        return FoundCredential(
            kind: kind,
            role: context.role,
            name: context.name,
            line: line,
            isInPage: context.isInPage,
            isInURL: context.isInURL
        )
    }

    private static func kind(
        _ word: String,
        _ role: FoundCredential.Role?,
        isAlone: Bool
    ) -> FoundCredential.Kind? {
        if let token = AccessToken(text: word) { return .accessToken(token) }
        if let key = PublicKey(text: word) { return .publicKey(key) }
        // 32 letters and digits can be many things, and a number even more: only what the text says makes them ours.
        if ClientSecret.isWellFormed(word), isAlone || role != nil { return .clientSecret(Secret(word)) }
        if let id = Application.ID(text: word), word.utf8.count >= 8, isAlone || role == .clientID {
            return .clientID(id)
        }
        guard let prefix = KeyPrefix.allCases.first(where: { word.hasPrefix($0.rawValue + "-") }),
            word.utf8.count >= 20 || word.utf8.count(where: \.isDigit) >= 8
        else { return nil }
        return .damaged(prefix: prefix, characters: word.utf8.count)
    }
}

/// What stands before a string on its line.
private struct Context {
    let name: String?
    let role: FoundCredential.Role?
    let isInPage: Bool
    let isInURL: Bool

    /// Beginnings of variables that build tools copy into pages.
    private static let pagePrefixes = [
        "NEXT_PUBLIC_", "VITE_", "REACT_APP_", "NUXT_PUBLIC_", "EXPO_PUBLIC_", "GATSBY_", "VUE_APP_", "PUBLIC_",
    ]

    init(_ before: String) {
        let isNameByte = { (byte: UInt8) in byte.isASCIILetterOrDigit || "_.-".utf8.contains(byte) }
        let trimmed = before.utf8.reversed().drop { !isNameByte($0) }
        let name = String(decoding: trimmed.prefix(while: isNameByte).reversed(), as: UTF8.self)
        let ahead = trimmed.dropFirst(name.utf8.count).first
        self.name = Self.isSafe(name) ? name : nil
        self.role = Self.role(name)
        self.isInPage = Self.pagePrefixes.contains { name.hasPrefix($0) }
        self.isInURL = ahead == UInt8(ascii: "?") || ahead == UInt8(ascii: "&")
    }

    /// A name of one case without digits: a piece of a secret in a name's place has both, or digits.
    private static func isSafe(_ name: String) -> Bool {
        let isUpper = name.utf8.allSatisfy {
            $0 == UInt8(ascii: "_") || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        }
        let isLower = name.utf8.allSatisfy {
            $0 == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        }
        return (1...40).contains(name.utf8.count) && (isUpper || isLower)
    }

    private static func role(_ name: String) -> FoundCredential.Role? {
        let letters = name.lowercased().filter(\.isLetter)
        if letters.contains("publickey") || letters == "mercadopago" { return .publicKey }
        if letters.contains("accesstoken") || letters == "bearer" || letters == "mercadopagosdk" {
            return .accessToken
        }
        if letters.contains("secret") { return .clientSecret }
        if letters.contains("clientid") || letters.contains("appid") || letters.contains("applicationid") {
            return .clientID
        }
        return nil
    }
}

/// Finds credentials in any text: a string alone, a pair, an environment file, code, or a failing request.
package enum CredentialScanner {
    /// Finds the credentials of a text in their order.
    /// - Parameters:
    ///   - limit: The most that are given.
    ///   - isWanted: Which of them count; all, unless told otherwise.
    package static func scan(
        _ text: String,
        limit: Int = Limits.doctorFindingsMax,
        where isWanted: (FoundCredential) -> Bool = { _ in true }
    ) -> [FoundCredential] {
        var found: [FoundCredential] = []
        let bytes = Array(text.utf8)
        let isAlone = bytes.split(maxSplits: 1, whereSeparator: { !self.isWordByte($0) }).count == 1
        var lineNumber = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            lineNumber += 1
            var rest = line
            while let start = rest.firstIndex(where: self.isWordByte) {
                let end = rest[start...].firstIndex { !self.isWordByte($0) } ?? line.endIndex
                rest = line[end...]
                guard let word = self.candidate(line[start..<end]),
                    let credential = self.credential(word, in: line, number: lineNumber, isAlone: isAlone),
                    isWanted(credential)
                else { continue }
                found.append(credential)
                if found.count == limit { return found }
            }
        }
        return found
    }

    /// The part of a word that could be a credential; most words are told from one by their length.
    private static func candidate(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard word.count >= 8 else { return nil }
        if word.starts(with: GrantToken.prefix.utf8) { return word }
        if let start = self.keyStart(in: word) {
            // What a quoting, an escape or a diff put around a key is no part of it.
            var key = word[start...]
            while let last = key.last, last == UInt8(ascii: "_") || last == UInt8(ascii: "-") { key.removeLast() }
            return key
        }
        return word.count == ClientSecret.length || word.allSatisfy(\.isDigit) ? word : nil
    }

    private static func keyStart(in word: ArraySlice<UInt8>) -> Int? {
        word.indices.first { start in
            (word[start] == UInt8(ascii: "A") || word[start] == UInt8(ascii: "T"))
                && KeyPrefix.allCases.contains { word[start...].starts(with: ($0.rawValue + "-").utf8) }
        }
    }

    private static let contextBytesMax = 80

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private static func credential(
        _ bytes: ArraySlice<UInt8>,
        in line: ArraySlice<UInt8>,
        number: Int,
        isAlone: Bool
    ) -> FoundCredential? {
        let context = Context(line[..<bytes.startIndex].suffix(self.contextBytesMax))
        guard let kind = self.kind(String(decoding: bytes, as: UTF8.self), context.role, isAlone: isAlone) else {
            return nil
        }
        let before = line[..<bytes.startIndex].suffix(self.neighbourBytes)
        let after = line[bytes.endIndex...].prefix(self.neighbourBytes)
        return FoundCredential(
            kind: kind,
            role: context.role,
            name: context.name,
            line: number,
            isInPage: context.isInPage,
            isInURL: context.isInURL,
            touchesInvisible: self.isInvisible(before) || self.isInvisible(after)
        )
    }

    /// The longest of the characters that cannot be seen, in UTF-8.
    private static let neighbourBytes = 3

    private static func isInvisible(_ bytes: ArraySlice<UInt8>) -> Bool {
        String(decoding: bytes, as: UTF8.self).unicodeScalars
            .contains { scalar in
                [0xA0, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF].contains(scalar.value)
            }
    }

    private static func kind(
        _ word: String,
        _ role: FoundCredential.Role?,
        isAlone: Bool
    ) -> FoundCredential.Kind? {
        if let token = AccessToken(text: word) { return .accessToken(token) }
        if word.hasPrefix(GrantToken.prefix) { return GrantToken(word).map { .grantToken($0) } }
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

    init(_ before: ArraySlice<UInt8>) {
        let isNameByte = { (byte: UInt8) in byte.isASCIILetterOrDigit || "_.-".utf8.contains(byte) }
        let trimmed = before.reversed().drop { !isNameByte($0) }
        let name = String(decoding: trimmed.prefix(while: isNameByte).reversed(), as: UTF8.self)
        let ahead = trimmed.dropFirst(name.utf8.count).first
        self.role = Self.role(name)
        self.name = self.role != nil && Self.isSafe(name) ? name : nil
        self.isInPage = Self.pagePrefixes.contains { name.hasPrefix($0) }
        self.isInURL = ahead == UInt8(ascii: "?") || ahead == UInt8(ascii: "&")
    }

    /// A name of one case without digits: a piece of a secret in a name's place has both, or digits.
    private static func isSafe(_ name: String) -> Bool {
        let rest = name.utf8.filter { $0 != UInt8(ascii: "_") }
        return (1...40).contains(name.utf8.count)
            && (rest.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
                || rest.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
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

/// Something that is wrong with pasted credentials, or the word that nothing is.
package struct Diagnosis: Equatable, Sendable {
    /// The stable names of what can be found.
    package enum Code: String, CaseIterable, Sendable {
        case nothingFound = "nothing_found"
        case invisibleCharacters = "invisible_characters"
        case damaged
        case accessTokenAsPublicKey = "access_token_as_public_key"
        case publicKeyAsAccessToken = "public_key_as_access_token"
        case clientSecretMisplaced = "client_secret_misplaced"
        case secretInPage = "secret_in_page"
        case secretInURL = "secret_in_url"
        case modesDiffer = "modes_differ"
        case applicationsDiffer = "applications_differ"
        case pairsDiffer = "pairs_differ"
        case checkDigitWrong = "check_digit_wrong"
        case notIssuedHere = "not_issued_here"
        case unknownHere = "unknown_here"
        case ended
        case shareEnded = "share_ended"
        case notActivated = "not_activated"
        case blocked
        case formOnly = "form_only"
        case nothingWrong = "nothing_wrong"
    }

    package let code: Code
    /// The credentials it is about, by their place in the list.
    package let credentials: [Int]

    package init(_ code: Code, _ credentials: [Int] = []) {
        self.code = code
        self.credentials = credentials.sorted()
    }

    /// What the texts alone tell, the gravest first; empty when nothing is wrong.
    package static func offline(_ found: [FoundCredential]) -> [Diagnosis] {
        guard !found.isEmpty else { return [Diagnosis(.nothingFound)] }
        let diagnoses = found.enumerated()
            .flatMap { index, credential in
                self.codes(of: credential).map { Diagnosis($0, [index]) }
            }
        return diagnoses + self.relations(found)
    }

    private static func codes(of credential: FoundCredential) -> [Code] {
        var codes: [Code] = []
        if credential.touchesInvisible { codes.append(.invisibleCharacters) }
        if credential.isSecret, credential.isInPage { codes.append(.secretInPage) }
        if credential.isSecret, credential.isInURL { codes.append(.secretInURL) }
        switch (credential.kind, credential.role) {
        case (.accessToken, .publicKey?): codes.append(.accessTokenAsPublicKey)
        case (.publicKey, .accessToken?): codes.append(.publicKeyAsAccessToken)
        case (.clientSecret, .accessToken?), (.clientSecret, .publicKey?): codes.append(.clientSecretMisplaced)
        case (.damaged, _): codes.append(.damaged)
        default: break
        }
        switch credential.kind {
        case .accessToken(let token)
        where !CheckDigit.isValid(token.clientID.number) || !CheckDigit.isValid(token.userID.number):
            codes.append(.checkDigitWrong)
        case .clientID(let id) where !CheckDigit.isValid(id.number): codes.append(.checkDigitWrong)
        case .publicKey(let key) where key.bytes[6] >> 4 != 8: codes.append(.notIssuedHere)
        default: break
        }
        return codes
    }

    /// What is wrong between the strings: each reason once.
    private static func relations(_ found: [FoundCredential]) -> [Diagnosis] {
        var tokens: [(index: Int, token: AccessToken)] = []
        var keys: [(index: Int, key: PublicKey)] = []
        var ids: [(index: Int, id: Application.ID)] = []
        for (index, credential) in found.enumerated() {
            switch credential.kind {
            case .accessToken(let token): tokens.append((index, token))
            case .publicKey(let key): keys.append((index, key))
            case .clientID(let id): ids.append((index, id))
            case .clientSecret, .grantToken, .damaged: break
            }
        }
        // One of each is a pair that is meant to work together; more are a list, in which each mode may have its own.
        if let (first, token) = tokens.first, let (second, key) = keys.first, tokens.count == 1, keys.count == 1 {
            if token.prefix != key.prefix { return [Diagnosis(.modesDiffer, [first, second])] }
            if !key.belongs(to: token) { return [Diagnosis(.pairsDiffer, [first, second])] }
        }
        let unpaired = keys.filter { key in
            tokens.contains { $0.token.prefix == key.key.prefix }
                && !tokens.contains { key.key.belongs(to: $0.token) }
        }
        var diagnoses: [Diagnosis] = []
        if !unpaired.isEmpty { diagnoses.append(Diagnosis(.pairsDiffer, unpaired.map(\.index))) }
        if Set(tokens.map(\.token.clientID) + ids.map(\.id)).count > 1 {
            diagnoses.append(Diagnosis(.applicationsDiffer, tokens.map(\.index) + ids.map(\.index)))
        }
        return diagnoses
    }
}

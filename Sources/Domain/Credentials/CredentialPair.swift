/// The two strings that are issued, renewed and shared together.
package enum CredentialPair: String, CaseIterable, Sendable {
    /// Public Key and Access Token.
    case keys
    /// Client ID and Client Secret; the Client ID is the application's number and stays.
    case client

    /// What of the pair is replaced when it is renewed.
    package var kinds: [Credential.Kind] {
        switch self {
        case .keys: [.publicKey, .accessToken]
        case .client: [.clientSecret]
        }
    }
}

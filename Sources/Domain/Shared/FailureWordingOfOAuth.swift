/// The wording of what can fail in OAuth.
extension Failure.Code {
    var oauthWording: (String, String)? {
        self.oauthRequestWording ?? self.authorizationWording ?? self.clientWording ?? self.tokenWording
    }

    private var oauthRequestWording: (String, String)? {
        switch self {
        case .oauthParameterMissing:
            ("The parameter {field} is missing.", "Send it with the others; the help on OAuth lists them.")
        case .oauthParameterRepeated: ("The parameter {field} came more than once.", "Send each parameter once.")
        case .oauthParameterInvalid: ("The parameter {field} is not valid.", "Expected {expected}.")
        case .oauthParameterInURL:
            (
                "Parameters of this call belong in its body.",
                "URLs end up in logs: send them as JSON or as a form, and renew a secret that was in the URL."
            )
        case .scopeInvalid:
            ("The scope asks for what the application may not do.", "Of this application it can hold: {expected}.")
        case .flowNotAllowed:
            ("This flow is switched off for the application.", "Its owner can allow it under Edit data, Advanced.")
        default: nil
        }
    }

    private var authorizationWording: (String, String)? {
        switch self {
        case .authorizationClientUnknown:
            ("The application that asks is not known here.", "Check client_id: it is the number of the application.")
        case .redirectURLUnregistered:
            (
                "The address to return to is not one of the application's.",
                "Send redirect_uri byte for byte as it is registered under Edit data, Advanced."
            )
        case .responseTypeUnsupported: ("response_type is not supported.", "Only code is: send response_type=code.")
        case .requestObjectUnsupported:
            ("A request object is not supported.", "Send the parameters themselves, or push them to /oauth/par.")
        case .requestURIUnsupported:
            (
                "This request_uri is not one of a pushed request.",
                "Push the parameters to /oauth/par and send what it answers."
            )
        case .pushedRequestUnknown:
            (
                "This pushed request is not known, or is past its end.",
                "Push it again: it waits ten minutes, for its own client."
            )
        case .pushedRequestUsed: ("This pushed request was used before.", "Push it again: it works once.")
        case .codeChallengeMissing:
            (
                "The code challenge is missing.",
                "Send code_challenge and code_challenge_method=S256: PKCE is switched on for this application."
            )
        case .codeChallengeInvalid:
            ("The code challenge is not valid.", "Expected the method {expected}, and its value.")
        case .authorizationRefused: ("The seller did not agree.", "Ask again when the seller wants to.")
        case .loginRequired: ("Nobody is signed in.", "Ask without prompt=none, so that the seller can sign in.")
        case .interactionRequired: ("The seller has to be asked.", "Ask without prompt=none: consent is never silent.")
        case .sellerMixed:
            (
                "A test account and a real one do not go together.",
                "Sign in as a test seller for an application with test credentials, as a real one for any other."
            )
        default: nil
        }
    }

    private var clientWording: (String, String)? {
        switch self {
        case .clientRefused:
            (
                "client_id or client_secret is wrong.",
                "Copy both from the application's production credentials; no other secret is taken."
            )
        case .clientSecretRevoked:
            ("The secret that was sent was renewed or revoked.", "Use the application's current Client Secret.")
        case .clientSecretExpired:
            ("The secret that was sent is past its end.", "Use the one that replaced it.")
        case .clientAuthenticationTwice:
            (
                "The client proves itself in two ways.",
                "Send the secret in the header or in the body, or an assertion: one of them."
            )
        case .clientAuthenticationMethod:
            ("This application proves itself in another way.", "It is set to {expected}.")
        case .clientAssertionInvalid: ("The client assertion is not acceptable.", "Expected {expected}.")
        case .clientAssertionReplayed:
            ("This client assertion was used before.", "Sign a new one, with its own jti, for every call.")
        case .clientKeysInvalid:
            (
                "The public keys are not acceptable.",
                "Give up to five as JWK, JWKS or PEM: P-256, Ed25519, or RSA of 2048 to 4096 bits, and never a private key."
            )
        case .clientNotActivated:
            (
                "Production is not activated for this application.",
                "Activate it, or ask for test tokens with test_token=true."
            )
        case .keyProofMissing:
            ("The DPoP proof is missing.", "Send the header DPoP: the tokens of this application are bound to a key.")
        case .keyProofInvalid: ("The DPoP proof is not acceptable.", "Expected {expected}.")
        case .credentialBoundToKey:
            (
                "This Access Token is bound to a key, and no proof of the key came with it.",
                "Send it as Authorization: DPoP, with a new DPoP proof of the same key for this address and method."
            )
        case .keyProofReplayed:
            ("This DPoP proof was used before.", "Sign a new one, with its own jti, for every call.")
        default: nil
        }
    }

    private var tokenWording: (String, String)? {
        switch self {
        case .grantTypeUnsupported:
            ("grant_type is not supported.", "Use authorization_code, refresh_token or client_credentials.")
        case .codeUnknown:
            (
                "Error validating grant. Your authorization code or refresh token may be expired or it was already used",
                "This code is not known for this client: begin again at /authorization."
            )
        case .codeUsed:
            (
                "This authorization code was used before.",
                "A code works once. To be safe, the tokens it was exchanged for have ended: begin again at /authorization."
            )
        case .codeExpired:
            ("This authorization code has expired.", "Exchange it right after the redirect; begin again.")
        case .codeRedirectDiffers:
            (
                "redirect_uri is not the one of the authorization.",
                "Send it byte for byte; the code is burnt, begin again."
            )
        case .codeVerifierWrong:
            (
                "code_verifier does not answer the code challenge.",
                "Expected {expected}; the code is burnt, begin again."
            )
        case .refreshTokenUnknown:
            (
                "Error validating grant. Your authorization code or refresh token may be expired or it was already used",
                "This refresh token is not known for this client: use the newest one, or begin again at /authorization."
            )
        case .refreshTokenExpired:
            ("This refresh token has expired.", "The seller has to authorize the application again.")
        case .refreshTokenReused:
            (
                "This refresh token had been replaced.",
                "Keep the newest one only. To be safe, its whole family has ended: the seller has to authorize again."
            )
        case .grantEnded: ("The authorization was ended.", "The seller has to authorize the application again.")
        case .grantNotFound: ("There is no such authorization.", "Check its id.")
        case .oauthModeMixed:
            ("Test and production do not mix here.", "Expected {expected}.")
        case .tokenTypeUnsupported:
            ("This kind of credential is not revoked here.", "Renew the application's pair in the panel: that ends it.")
        case .publicClientRefused:
            ("A client that keeps no secret has no tokens of its own.", "Use authorization_code with PKCE.")
        case .tokenOfAnotherClient:
            ("This token belongs to another client.", "Only the client it was issued to can revoke it.")
        default: nil
        }
    }
}

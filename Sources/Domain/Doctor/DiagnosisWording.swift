extension Diagnosis.Code {
    /// What is wrong, and what to do about it.
    package var wording: (message: String, fix: String) {
        self.misuseWording ?? self.relationWording ?? self.formWording
            ?? ("Nothing is wrong with these credentials.", "If calls still fail, look at llavero_code in the answer.")
    }

    private var formWording: (String, String)? {
        guard self == .formOnly else { return nil }
        return (
            "Their form is right; whether they work was not looked up.",
            "The server tells it to whoever pastes the whole secret, and in the panel of the credentials' own account."
        )
    }

    private var misuseWording: (String, String)? {
        switch self {
        case .nothingFound:
            (
                "There is no credential in this text: no Public Key, Access Token, Client ID, Client Secret, code or refresh token.",
                "Paste the whole string, the line of the environment file, or the failing request with its headers."
            )
        case .invisibleCharacters:
            (
                "A character that cannot be seen, such as a no-break space, touches the credential.",
                "Copy the credential with its copy button, or type over the space around it."
            )
        case .damaged:
            (
                "A string begins like a key and is none: it was cut off, or something stands inside it.",
                "Copy it again, as a whole and on one line."
            )
        case .accessTokenAsPublicKey:
            (
                "An Access Token is used as the Public Key, so pages may show it to everybody.",
                "Put the Public Key there, and renew the Access Token as leaked."
            )
        case .publicKeyAsAccessToken:
            (
                "A Public Key is used as the Access Token; calls from a server are refused with it.",
                "Put the Access Token of the same mode there."
            )
        case .clientSecretMisplaced:
            (
                "A Client Secret is used as a key for calls.",
                "Calls take the Access Token; the Client Secret proves an application's identity when it asks for tokens."
            )
        case .secretInPage:
            (
                "A secret is in a variable that build tools copy into pages.",
                "Move it to a variable of the server alone, and renew it as leaked if the page was ever published."
            )
        case .secretInURL:
            (
                "A secret is in an address, and addresses end up in logs.",
                "Send it in the header Authorization: Bearer, and renew it."
            )
        default: nil
        }
    }

    private var relationWording: (String, String)? {
        switch self {
        case .modesDiffer:
            (
                "One half is for production and the other for testing; they do not work together.",
                "Take both from the same page: Production credentials, or Test credentials."
            )
        case .applicationsDiffer:
            ("The strings are of different applications.", "Take all of them from one application's credentials page.")
        case .pairsDiffer:
            (
                "The Public Key was not issued together with the Access Token.",
                "Use the two halves of one generation: after a renewal, replace both."
            )
        case .checkDigitWrong:
            (
                "A check digit is wrong: a number was mistyped, or the string was not issued by Llavero.",
                "Copy it again; for the provider's own service, keys of Llavero and its own are not interchangeable."
            )
        case .notIssuedHere:
            (
                "The Public Key was not issued by Llavero: its UUID is of another version.",
                "Use a key that this server issued; the provider's own keys do not work here."
            )
        case .unknownHere:
            (
                "This server did not issue a secret in the text, or its row is gone.",
                "Check that the call goes to the server that issued it, and that the string was copied whole."
            )
        case .ended:
            ("A credential was renewed or revoked, or its end has come.", "Use the application's current generation.")
        case .shareEnded:
            ("A credential belongs to a share that has ended.", "Ask the owner of the application to share it again.")
        case .notActivated:
            (
                "Production is not activated for this application.",
                "Give it an industry and a website, or use its test credentials."
            )
        case .blocked: ("The account or the application is blocked.", "Ask the operator of this server.")
        default: nil
        }
    }
}

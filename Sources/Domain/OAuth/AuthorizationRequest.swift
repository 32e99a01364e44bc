/// The parameters of an authorization request as they came, in their order.
package struct AuthorizationParameters: Equatable, Sendable {
    package let items: [Item]

    /// One parameter.
    package struct Item: Equatable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(_ items: [Item]) {
        self.items = items
    }

    /// A parameter that has a value; an empty one counts as absent (RFC 6749 section 3.1).
    package subscript(name: String) -> String? {
        self.items.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    /// Whether a parameter came more than once.
    package func isRepeated(_ name: String) -> Bool { self.items.count { $0.name == name } > 1 }
}

/// An authorization request that keeps the rules of its application (RFC 6749 section 4.1.1, RFC 9700 section 2.1).
package struct AuthorizationRequest: Equatable, Sendable {
    package let applicationID: Application.ID
    package let redirectURL: String
    package let state: String?
    package let permissions: Set<Permission>
    package let challenge: CodeChallenge?
    package let keyThumbprint: String?

    /// What comes of a request.
    package enum Verdict: Equatable, Sendable {
        /// Shown on a page of ours: nothing may be sent to an address that is not the application's.
        case refused(Failure)
        /// Told to the application at an address of its own, once the person is known to be there.
        case answered(Failure, redirectURL: String, state: String?)
        case accepted(AuthorizationRequest)
    }

    /// Bytes of a state.
    package static let stateBytesMax = 2_048

    /// The parameters of a request; none may come more than once, and no other is read.
    package static let names = [
        "client_id", "redirect_uri", "response_type", "state", "scope", "code_challenge", "code_challenge_method",
        "prompt", "platform_id", "response_mode", "dpop_jkt",
    ]

    /// Judges a request: first whether the application and its address are known, then everything else.
    /// - Parameter application: The one that `client_id` names; nil when there is none.
    package static func judge(
        _ parameters: AuthorizationParameters,
        _ application: Application?,
        _ client: OAuthClient
    ) -> Verdict {
        guard !parameters.isRepeated("client_id"), !parameters.isRepeated("redirect_uri") else {
            return .refused(Failure(.oauthParameterRepeated, field: "client_id or redirect_uri"))
        }
        guard let application else { return .refused(Failure(.authorizationClientUnknown)) }
        guard let address = parameters["redirect_uri"] else {
            return .refused(Failure(.oauthParameterMissing, field: "redirect_uri"))
        }
        guard application.settings.redirectURLs.contains(where: { $0.accepts(address, of: client) }) else {
            return .refused(Failure(.redirectURLUnregistered))
        }
        guard !application.isOff else { return .refused(Failure(.applicationBlocked)) }
        let state = parameters["state"]
        do throws(Failure) {
            try self.checkForm(parameters)
            return .accepted(
                AuthorizationRequest(
                    applicationID: application.id,
                    redirectURL: address,
                    state: state,
                    permissions: try self.permissions(parameters, application),
                    challenge: try self.challenge(parameters, application, client),
                    keyThumbprint: try self.thumbprint(parameters)
                )
            )
        } catch {
            let isKept = state.map { $0.utf8.count <= self.stateBytesMax && $0.isPlainText } ?? false
            return .answered(error, redirectURL: address, state: isKept ? state : nil)
        }
    }

    private static func checkForm(_ parameters: AuthorizationParameters) throws(Failure) {
        for name in self.names where parameters.isRepeated(name) {
            throw Failure(.oauthParameterRepeated, field: name)
        }
        guard parameters["request"] == nil else { throw Failure(.requestObjectUnsupported) }
        guard parameters["request_uri"] == nil else { throw Failure(.requestURIUnsupported) }
        if let mode = parameters["response_mode"], mode != "query" {
            throw Failure(.oauthParameterInvalid, field: "response_mode", expected: "query")
        }
        guard let type = parameters["response_type"] else {
            throw Failure(.oauthParameterMissing, field: "response_type")
        }
        guard type == "code" else { throw Failure(.responseTypeUnsupported) }
        if let platform = parameters["platform_id"], platform != "mp" {
            throw Failure(.oauthParameterInvalid, field: "platform_id", expected: "mp")
        }
        if let prompt = parameters["prompt"] {
            let wishes = prompt.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            guard Set(wishes).isSubset(of: ["none", "login", "consent"]),
                wishes.count == 1 || !wishes.contains("none")
            else { throw Failure(.oauthParameterInvalid, field: "prompt", expected: "none, or login and consent") }
        }
        if let state = parameters["state"], state.utf8.count > self.stateBytesMax || !state.isPlainText {
            throw Failure(.oauthParameterInvalid, field: "state", expected: "up to \(self.stateBytesMax) bytes of text")
        }
    }

    private static func permissions(
        _ parameters: AuthorizationParameters,
        _ application: Application
    ) throws(Failure) -> Set<Permission> {
        guard application.settings.allowedFlows.contains(.authorizationCode) else { throw Failure(.flowNotAllowed) }
        guard let scope = parameters["scope"] else { return application.settings.permissions }
        guard let permissions = Set<Permission>(scope: scope),
            permissions.isSubset(of: application.settings.permissions)
        else { throw Failure(.scopeInvalid, expected: application.settings.permissions.scope) }
        return permissions
    }

    private static func challenge(
        _ parameters: AuthorizationParameters,
        _ application: Application,
        _ client: OAuthClient
    ) throws(Failure) -> CodeChallenge? {
        guard let value = parameters["code_challenge"] else {
            guard !application.settings.requiresPKCE, !client.isPublic, parameters["code_challenge_method"] == nil
            else {
                throw Failure(.codeChallengeMissing)
            }
            return nil
        }
        let allowed: [CodeChallenge.Method] = client.allowsPlainChallenge ? [.s256, .plain] : [.s256]
        guard let method = CodeChallenge.method(named: parameters["code_challenge_method"] ?? "plain"),
            allowed.contains(method), let challenge = CodeChallenge(method, value)
        else {
            throw Failure(.codeChallengeInvalid, expected: allowed.map(\.rawValue).joined(separator: " or "))
        }
        return challenge
    }

    private static func thumbprint(_ parameters: AuthorizationParameters) throws(Failure) -> String? {
        guard let thumbprint = parameters["dpop_jkt"] else { return nil }
        guard Base64URL.bytes(thumbprint)?.count == 32 else {
            throw Failure(.oauthParameterInvalid, field: "dpop_jkt", expected: "a SHA-256 thumbprint in base64url")
        }
        return thumbprint
    }
}

extension RedirectURL {
    /// Whether an address is this one, byte by byte; a public client's on this machine may have another port (RFC 8252).
    func accepts(_ address: String, of client: OAuthClient) -> Bool {
        if self.text == address { return true }
        guard client.isPublic, let own = self.loopbackPath, let other = (try? RedirectURL(address))?.loopbackPath else {
            return false
        }
        return own == other
    }
}

extension Failure.Code {
    /// The `error` of an answer that is sent to the application's address (RFC 6749 section 4.1.2.1).
    package var oauthError: String {
        switch self {
        case .scopeInvalid: "invalid_scope"
        case .flowNotAllowed: "unauthorized_client"
        case .responseTypeUnsupported: "unsupported_response_type"
        case .requestObjectUnsupported: "request_not_supported"
        case .requestURIUnsupported: "request_uri_not_supported"
        case .authorizationRefused: "access_denied"
        case .loginRequired: "login_required"
        case .interactionRequired: "interaction_required"
        default: "invalid_request"
        }
    }
}

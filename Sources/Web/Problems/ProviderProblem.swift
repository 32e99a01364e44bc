package import Domain

/// How a failure looks on the wire: status, `error` and cause code as the provider has them.
package struct ProviderProblem: Equatable, Sendable {
    /// The provider's cause codes are numbers on some endpoints and texts on others.
    package enum CauseCode: Equatable, Sendable {
        case number(Int)
        case text(String)
    }

    package let status: Int
    package let error: String
    package let cause: CauseCode?

    init(_ status: Int, _ error: String, _ cause: Int) {
        self.init(status: status, error: error, cause: .number(cause))
    }

    init(_ status: Int, _ error: String, _ cause: String) {
        self.init(status: status, error: error, cause: .text(cause))
    }

    init(_ status: Int, _ error: String) {
        self.init(status: status, error: error, cause: nil)
    }

    /// The cause code as the provider writes it; null when the failure has none.
    package var causeJSON: JSON {
        switch self.cause {
        case .number(let code): .integer(code)
        case .text(let code): .string(code)
        case nil: .null
        }
    }

    private init(status: Int, error: String, cause: CauseCode?) {
        self.status = status
        self.error = error
        self.cause = cause
    }
}

extension ProviderProblem {
    /// The form of each failure.
    package init(_ code: Failure.Code) {
        self =
            Self.ofCredential(code) ?? Self.ofRequest(code) ?? Self.ofCard(code) ?? Self.ofPayment(code)
            ?? Self.ofAccount(code) ?? Self.ofShare(code) ?? Self.ofPeople(code) ?? Self.ofOAuth(code)
            ?? Self.ofGateway(code)
            ?? ProviderProblem(500, "internal_error")
    }

    private static func ofCredential(_ code: Failure.Code) -> ProviderProblem? {
        switch code {
        case .credentialMissing: ProviderProblem(401, "unauthorized", 5)
        case .credentialNotActivated: ProviderProblem(401, "unauthorized", 7)
        case .credentialOfEndedShare, .credentialBoundToKey: ProviderProblem(401, "unauthorized")
        case .credentialMalformed, .credentialUnknown, .credentialRevoked, .credentialExpired, .publicKeyAsAccessToken,
            .accessTokenAsPublicKey, .publicKeyRefused, .publicKeyRevoked, .publicKeyExpired:
            ProviderProblem(401, "unauthorized")
        case .credentialAmbiguous, .credentialInURL: ProviderProblem(400, "bad_request")
        case .publicKeyMissing: ProviderProblem(400, "bad_request", "1000")
        case .publicKeyUnknown: ProviderProblem(404, "not_found", "1001")
        case .insufficientScope: ProviderProblem(403, "forbidden", 3_002)
        case .accountBlocked, .applicationBlocked: ProviderProblem(403, "forbidden")
        case .applicationNotFound, .pairNotIssued, .renewalNone: ProviderProblem(404, "not_found")
        case .renewalInOverlap, .renewalOutdated, .renewalClosed, .renewalAlreadyUndone, .overlapNotLonger:
            ProviderProblem(409, "conflict")
        default: nil
        }
    }

    private static func ofRequest(_ code: Failure.Code) -> ProviderProblem? {
        switch code {
        case .routeNotFound, .siteUnknown: ProviderProblem(404, "not_found")
        case .methodNotAllowed: ProviderProblem(405, "method_not_allowed")
        case .targetTooLong: ProviderProblem(414, "uri_too_long")
        case .unsupportedMediaType, .unsupportedEncoding: ProviderProblem(415, "unsupported_media_type")
        case .payloadTooLarge: ProviderProblem(413, "payload_too_large")
        case .hostInvalid, .targetInvalid, .invalidJSON, .invalidEncoding, .duplicateKey, .jsonTooDeep, .tooManyKeys,
            .invalidType, .invalidCharacters, .tooLong, .invalidValue:
            ProviderProblem(400, "bad_request")
        case .invalidParameter, .missingParameter: ProviderProblem(400, "bad_request", 1)
        case .idempotencyKeyMissing: ProviderProblem(400, "bad_request", 4_292)
        case .idempotencyKeyInvalid: ProviderProblem(400, "bad_request")
        case .idempotencyKeyReused: ProviderProblem(409, "conflict")
        case .idempotencyInProgress: ProviderProblem(423, "locked")
        case .identificationTypesNone: ProviderProblem(404, "not_found", "1004")
        case .paymentMethodRequired: ProviderProblem(400, "bad_request", "2000")
        default: nil
        }
    }

    private static func ofCard(_ code: Failure.Code) -> ProviderProblem? {
        switch code {
        case .cardNumberMissing: ProviderProblem(400, "bad_request", "205")
        case .cardNumberInvalid, .liveCardRefused, .testCardInLiveMode: ProviderProblem(400, "bad_request", "E301")
        case .cardNumberInText: ProviderProblem(400, "bad_request")
        case .securityCodeMissing: ProviderProblem(400, "bad_request", "224")
        case .securityCodeInvalid: ProviderProblem(400, "bad_request", "E302")
        case .expirationMonthMissing: ProviderProblem(400, "bad_request", "208")
        case .expirationMonthInvalid: ProviderProblem(400, "bad_request", "325")
        case .expirationYearMissing: ProviderProblem(400, "bad_request", "209")
        case .expirationYearInvalid: ProviderProblem(400, "bad_request", "326")
        case .cardholderNameMissing: ProviderProblem(400, "bad_request", "221")
        case .cardholderNameInvalid: ProviderProblem(400, "bad_request", "316")
        case .identificationTypeInvalid: ProviderProblem(400, "bad_request", "322")
        case .identificationNumberInvalid: ProviderProblem(400, "bad_request", "324")
        case .cardTokenNotFound: ProviderProblem(400, "bad_request", 2_006)
        case .cardTokenUsed, .cardTokenExpired: ProviderProblem(400, "bad_request", 2_062)
        case .cardTokenIncomplete, .cardTokenComplete: ProviderProblem(400, "bad_request", 3_005)
        case .cardTokenAwaitsCode: ProviderProblem(400, "bad_request", 3_013)
        default: nil
        }
    }

    private static func ofPayment(_ code: Failure.Code) -> ProviderProblem? {
        switch code {
        case .amountMissing: ProviderProblem(400, "bad_request", 4_002)
        case .amountNotNumeric: ProviderProblem(400, "bad_request", 4_003)
        case .invalidAmount, .amountOutsideMethod: ProviderProblem(400, "bad_request", 2_072)
        case .paymentMethodMissing: ProviderProblem(400, "bad_request", 2_131)
        case .paymentMethodUnknown: ProviderProblem(400, "bad_request", 3_028)
        case .paymentMethodUnavailable: ProviderProblem(400, "bad_request", 204)
        case .paymentMethodMismatch: ProviderProblem(400, "bad_request", 3_014)
        case .cardTokenRequired: ProviderProblem(400, "bad_request", 3_003)
        case .installmentsMissing: ProviderProblem(400, "bad_request", 4_004)
        case .installmentsInvalid: ProviderProblem(400, "bad_request", 109)
        case .payerEmailInvalid: ProviderProblem(400, "bad_request", 4_050)
        case .payerIdentificationRequired: ProviderProblem(400, "bad_request", 2_067)
        case .payerDetailsRequired, .financialInstitutionRequired: ProviderProblem(400, "bad_request", 1)
        case .notificationURLInvalid: ProviderProblem(400, "bad_request", 4_020)
        case .applicationFeeRefused: ProviderProblem(400, "bad_request", 2_059)
        case .deferredCaptureUnsupported: ProviderProblem(400, "bad_request", 2_077)
        case .invalidDate: ProviderProblem(400, "bad_request", 23)
        case .processorMissing: ProviderProblem(403, "forbidden", 2_021)
        case .customerNotFound: ProviderProblem(404, "not_found", 2_002)
        case .customerExists: ProviderProblem(400, "bad_request", "101")
        case .customerCardNotFound: ProviderProblem(404, "not_found", "120")
        case .customerEmailFixed: ProviderProblem(400, "bad_request", "126")
        case .paymentNotFound: ProviderProblem(404, "not_found", 2_000)
        case .paymentStateConflict: ProviderProblem(400, "bad_request", 2_018)
        case .captureAmountInvalid, .refundAmountInvalid: ProviderProblem(400, "bad_request", 2_017)
        case .refundStateConflict: ProviderProblem(400, "bad_request", 2_063)
        case .refundTooOld: ProviderProblem(400, "bad_request", 2_024)
        case .refundsExhausted: ProviderProblem(400, "bad_request", 2_022)
        case .refundNotFound: ProviderProblem(404, "not_found")
        case .invalidLimit: ProviderProblem(400, "bad_request", 1_000)
        case .invalidDateRange: ProviderProblem(400, "bad_request", 1_001)
        case .invalidSort: ProviderProblem(400, "bad_request", 1_003)
        case .invalidCriteria: ProviderProblem(400, "bad_request", 1_004)
        default: nil
        }
    }

    private static func ofAccount(_ code: Failure.Code) -> ProviderProblem? {
        switch code {
        case .accountNotFound: ProviderProblem(404, "not_found")
        case .emailTaken: ProviderProblem(409, "conflict")
        case .emailInvalid, .passwordTooShort, .passwordTooLong, .passwordTooSimple, .applicationNameInvalid,
            .applicationShortNameInvalid, .applicationDescriptionInvalid, .redirectURLInvalid, .websiteInvalid,
            .industryUnknown, .activationIncomplete, .productUnknown, .productNotInSite, .platformUnknown,
            .integrationModelUnknown:
            ProviderProblem(400, "bad_request")
        case .applicationDeleted, .applicationNotDeleted, .applicationGone, .productMeansDiffer:
            ProviderProblem(409, "conflict")
        case .upstreamUnreachable: ProviderProblem(502, "bad_gateway")
        case .upstreamTimeout: ProviderProblem(504, "gateway_timeout")
        case .storageUnavailable, .overloaded: ProviderProblem(503, "service_unavailable")
        case .internalError: ProviderProblem(500, "internal_error")
        default: nil
        }
    }

    private static func ofShare(_ code: Failure.Code) -> ProviderProblem? {
        switch code {
        case .shareNotFound, .accessRequestNotFound: ProviderProblem(404, "not_found")
        case .shareNotOffered, .shareEnded, .shareLimit, .shareDuplicate, .shareNotActivated, .accessRequestDecided,
            .accessRequestLimit:
            ProviderProblem(409, "conflict")
        case .shareToSelf, .sharePermissionsInvalid, .shareEndInvalid, .leakReportEmpty:
            ProviderProblem(400, "bad_request")
        default: nil
        }
    }

    private static func ofPeople(_ code: Failure.Code) -> ProviderProblem? {
        switch code {
        case .managementTokenRefused, .signInRequired, .signInRefused, .codeRefused:
            ProviderProblem(401, "unauthorized")
        case .roleInsufficient, .testAccountNested, .reauthRequired, .csrfFailed, .signUpClosed:
            ProviderProblem(403, "forbidden")
        case .sessionNotFound, .managementTokenNotFound, .testAccountNotFound, .membershipNotFound, .credentialNotFound:
            ProviderProblem(404, "not_found")
        case .linkInvalid: ProviderProblem(410, "gone")
        case .lastOwner, .applicationExists, .membershipOver, .membershipDuplicate, .membershipLimit,
            .secondFactorMissing,
            .secondFactorPresent, .credentialSealed:
            ProviderProblem(409, "conflict")
        case .logoUnsupported: ProviderProblem(415, "unsupported_media_type")
        case .logoTooLarge, .logoDamaged: ProviderProblem(422, "unprocessable_entity")
        case .passwordMismatch, .uploadInvalid, .managementTokenNameInvalid, .consentMissing,
            .testAccountDescriptionInvalid:
            ProviderProblem(400, "bad_request")
        case .rateLimited: ProviderProblem(429, "local_rate_limited")
        case .tooManyAttempts, .revealLimit: ProviderProblem(429, "too_many_requests")
        default: nil
        }
    }

    private static func ofGateway(_ code: Failure.Code) -> ProviderProblem? {
        switch code {
        case .gatewayClosed, .gatewayRouteDenied, .credentialAddressNotAllowed, .publicKeyOriginNotAllowed:
            ProviderProblem(403, "forbidden")
        case .gatewayRequestUnclear, .pathNotNormal, .restrictionsInvalid: ProviderProblem(400, "bad_request")
        case .credentialCallsExceeded: ProviderProblem(429, "local_rate_limited")
        default: nil
        }
    }

    /// `error` is that of RFC 6749 sections 4.1.2.1 and 5.2; the provider answers all of them with 400.
    private static func ofOAuth(_ code: Failure.Code) -> ProviderProblem? {
        switch code {
        case .oauthParameterMissing, .oauthParameterRepeated, .oauthParameterInvalid, .oauthParameterInURL,
            .codeChallengeMissing, .codeChallengeInvalid, .clientAuthenticationTwice, .oauthModeMixed,
            .authorizationClientUnknown, .redirectURLUnregistered, .sellerMixed:
            ProviderProblem(400, "invalid_request")
        case .scopeInvalid: ProviderProblem(400, "invalid_scope")
        case .tokenTypeUnsupported: ProviderProblem(400, "unsupported_token_type")
        case .flowNotAllowed, .publicClientRefused, .tokenOfAnotherClient, .clientNotActivated:
            ProviderProblem(400, "unauthorized_client")
        case .responseTypeUnsupported: ProviderProblem(400, "unsupported_response_type")
        case .requestObjectUnsupported: ProviderProblem(400, "request_not_supported")
        case .requestURIUnsupported: ProviderProblem(400, "request_uri_not_supported")
        case .pushedRequestUnknown, .pushedRequestUsed: ProviderProblem(400, "invalid_request_uri")
        case .authorizationRefused: ProviderProblem(400, "access_denied")
        case .loginRequired: ProviderProblem(400, "login_required")
        case .interactionRequired: ProviderProblem(400, "interaction_required")
        case .clientRefused, .clientSecretRevoked, .clientSecretExpired, .clientAuthenticationMethod,
            .clientAssertionInvalid, .clientAssertionReplayed:
            ProviderProblem(400, "invalid_client")
        case .clientKeysInvalid: ProviderProblem(400, "invalid_client_metadata")
        case .keyProofMissing, .keyProofInvalid, .keyProofReplayed: ProviderProblem(400, "invalid_dpop_proof")
        case .grantTypeUnsupported: ProviderProblem(400, "unsupported_grant_type")
        case .codeUnknown, .codeUsed, .codeExpired, .codeRedirectDiffers, .codeVerifierWrong, .refreshTokenUnknown,
            .refreshTokenExpired, .refreshTokenReused, .grantEnded:
            ProviderProblem(400, "invalid_grant")
        case .grantNotFound: ProviderProblem(404, "not_found")
        default: nil
        }
    }
}

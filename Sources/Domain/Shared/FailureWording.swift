extension Failure.Code {
    /// What was wrong and what to do about it, each a sentence; `{field}` and `{expected}` are filled in.
    package var wording: (message: String, hint: String) {
        self.credentialWording ?? self.requestWording ?? self.cardWording ?? self.paymentWording
            ?? self.accountWording ?? self.renewalWording ?? self.shareWording ?? self.peopleWording
            ?? self.oauthWording ?? self.gatewayWording ?? (
                "The server failed to answer this request.", "Try again; if it lasts, give the operator the request id."
            )
    }

    private var credentialWording: (String, String)? {
        switch self {
        case .credentialMissing:
            ("Must provide your access_token to proceed", "Send the header Authorization: Bearer <Access Token>.")
        case .credentialAmbiguous:
            ("The request carries more than one credential.", "Send exactly one Authorization header.")
        case .credentialInURL:
            (
                "An Access Token was sent in the URL.",
                "URLs end up in logs: send it in the Authorization header, and renew this token."
            )
        case .credentialMalformed:
            (
                "The text after Bearer does not have the shape of an Access Token.",
                "An Access Token is APP_USR- or TEST- followed by the Client ID, six digits, 32 hexadecimal digits and the user id."
            )
        case .credentialUnknown:
            ("invalid access token", "Copy the Access Token again from the application's credentials page.")
        case .credentialRevoked:
            (
                "This {expected} Access Token was revoked or replaced.",
                "Use the current Access Token of the same application; its credentials page shows it."
            )
        case .credentialExpired:
            (
                "This {expected} Access Token is no longer valid since its end.",
                "Use the application's current Access Token."
            )
        case .credentialOfEndedShare:
            (
                "This credential belongs to a share that has ended.",
                "Ask the owner of the application to share it again; other credentials of theirs are not yours to use."
            )
        case .credentialNotActivated:
            (
                "Unauthorized use of live credentials",
                "This application's production credentials are not activated; give its industry and website, or use its test credentials."
            )
        case .publicKeyAsAccessToken:
            (
                "A Public Key was sent where the Access Token belongs.",
                "The Public Key is for browsers; servers send the Access Token of the same application after Bearer."
            )
        case .accessTokenAsPublicKey:
            (
                "An Access Token was sent in place of the Public Key.",
                "Never give an Access Token to a browser: use the Public Key, and renew this token."
            )
        case .publicKeyMissing:
            (
                "Credentials are required.",
                "Add ?public_key=<Public Key>, or send an Access Token in the Authorization header."
            )
        case .publicKeyUnknown:
            ("invalid public_key", "Copy the Public Key again from the application's credentials page.")
        case .publicKeyRefused:
            ("This Public Key is not valid.", "Copy the Public Key again from the application's credentials page.")
        case .publicKeyRevoked:
            ("This {expected} Public Key was revoked or replaced.", "Use the application's current Public Key.")
        case .publicKeyExpired:
            (
                "This {expected} Public Key is no longer valid since its end.",
                "Use the application's current Public Key."
            )
        case .insufficientScope:
            (
                "This credential lacks the permission {expected}.",
                "The application's owner can grant it in the advanced settings."
            )
        case .accountBlocked:
            ("The account that owns this credential is blocked.", "The account's owner can ask the operator why.")
        case .applicationBlocked:
            (
                "The application that owns this credential is blocked or deleted.",
                "Its owner sees the reason in Your integrations."
            )
        case .applicationNotFound:
            ("There is no such application.", "Check the application number, which is the Client ID.")
        default: nil
        }
    }

    private var requestWording: (String, String)? {
        switch self {
        case .routeNotFound: ("There is nothing at this path.", "Check the path against the API reference.")
        case .methodNotAllowed: ("This path does not take this method.", "Use one of: {expected}.")
        case .hostInvalid: ("The Host header is missing, repeated or not a host.", "Send exactly one Host header.")
        case .targetInvalid:
            (
                "The request target is not a valid path.",
                "Send a path that begins with a slash and is correctly percent-encoded."
            )
        case .targetTooLong: ("The request target is too long.", "Send at most {expected} characters.")
        case .unsupportedMediaType:
            ("The body must be sent as application/json.", "Set the header Content-Type: application/json.")
        case .unsupportedEncoding: ("A compressed body is not accepted.", "Send the body without Content-Encoding.")
        case .payloadTooLarge: ("The body is too large.", "Send at most {expected} bytes.")
        case .invalidJSON: ("The body is not valid JSON.", "Expected {expected}.")
        case .invalidEncoding:
            (
                "The body is not valid UTF-8 text.",
                "Send JSON as UTF-8 without a byte order mark and without lone surrogates."
            )
        case .duplicateKey: ("The name {field} occurs twice in one object.", "Give every name once.")
        case .jsonTooDeep: ("The body is nested too deeply.", "Nest at most \(Limits.jsonDepthMax) levels.")
        case .tooManyKeys:
            (
                "The body has too many names.",
                "Send at most \(Limits.jsonMembersMax) in all and \(Limits.metadataKeysMax) in metadata."
            )
        case .invalidType: ("{field} has the wrong type.", "Expected {expected}.")
        case .invalidCharacters:
            (
                "{field} contains characters that are not allowed.",
                "Remove control and direction characters; expected {expected}."
            )
        case .tooLong: ("{field} is too long.", "Send at most {expected}.")
        case .invalidValue: ("{field} has a value that is not allowed.", "Expected {expected}.")
        case .invalidParameter: ("The parameter {field} has a value that is not allowed.", "Expected {expected}.")
        case .missingParameter: ("The parameter {field} is missing.", "Expected {expected}.")
        case .idempotencyKeyMissing:
            (
                "Header X-Idempotency-Key can't be null",
                "Send a new random value, such as a UUID, with each new payment or refund."
            )
        case .idempotencyKeyInvalid:
            (
                "The X-Idempotency-Key header is not acceptable.",
                "Send it once, with 1 to \(Limits.idempotencyKeyCharactersMax) printable ASCII characters."
            )
        case .idempotencyKeyReused:
            (
                "This X-Idempotency-Key was used before with another body.",
                "Send a new key with a new request, or repeat the first body exactly."
            )
        case .idempotencyInProgress:
            (
                "The first request with this X-Idempotency-Key is still running.",
                "Repeat the same request in a moment; it will get the first one's answer."
            )
        case .siteUnknown: ("There is no such site.", "Use one of MLA, MLB, MLC, MCO, MLM, MPE, MLU.")
        case .identificationTypesNone:
            ("Identification types not found", "This site uses no identification documents: leave the fields out.")
        case .paymentMethodRequired:
            (
                "bin or payment_method_id required",
                "Send the first 6 to 8 digits of the card as bin, or a payment_method_id."
            )
        default: nil
        }
    }

    private var cardWording: (String, String)? {
        switch self {
        case .cardNumberMissing: ("card_number is missing.", "Send the digits of a test card.")
        case .cardNumberInvalid:
            ("card_number is not a card number.", "Send 13 to 19 digits with a correct check digit.")
        case .cardNumberInText:
            ("{field} contains what looks like a card number.", "Never send card numbers outside card_number.")
        case .liveCardRefused:
            (
                "This is not a test card.",
                "Llavero takes listed test cards only and keeps no real card number: use a card of the test card list."
            )
        case .testCardInLiveMode:
            (
                "Test cards are refused with production credentials.",
                "Use the application's test credentials, or a card token of the payment processor."
            )
        case .securityCodeMissing:
            ("security_code is missing.", "Send the {expected} digits of the card's security code.")
        case .securityCodeInvalid: ("security_code has the wrong form.", "Send {expected} digits.")
        case .expirationMonthMissing: ("expiration_month is missing.", "Send 1 to 12.")
        case .expirationMonthInvalid: ("expiration_month is not a month.", "Send 1 to 12.")
        case .expirationYearMissing: ("expiration_year is missing.", "Send four digits.")
        case .expirationYearInvalid:
            ("The card has expired, or expiration_year is not a year.", "Send four digits from this year up to 2099.")
        case .cardholderNameMissing:
            (
                "cardholder.name is missing.",
                "Send the name on the card; with a test card its first word chooses the outcome, such as APRO."
            )
        case .cardholderNameInvalid:
            (
                "cardholder.name is not a name.",
                "Send 1 to 100 letters; with a test card the first word chooses the outcome, such as APRO."
            )
        case .identificationTypeInvalid:
            ("cardholder.identification.type is not one of the site's.", "Use one of: {expected}.")
        case .identificationNumberInvalid: ("The identification number is not valid for its type.", "Send {expected}.")
        case .cardTokenNotFound:
            ("Card Token not found", "Make a new card token with the Public Key of the same application and mode.")
        case .cardTokenUsed:
            (
                "This card token was used before.",
                "A card token works once, even when the payment is rejected: make a new one."
            )
        case .cardTokenExpired: ("This card token has expired.", "Make a new one; a card token lives 8 days.")
        case .cardTokenIncomplete:
            ("This card token has no card yet.", "Complete it with PUT /v1/card_tokens/{id} before using it.")
        case .cardTokenAwaitsCode:
            (
                "This card token was cloned, and the card's security code is still missing.",
                "Send security_code with PUT /v1/card_tokens/{id} before using it: a clone never has the first one's."
            )
        case .cardTokenComplete:
            ("This card token already has its card.", "Use it as it is, or make a new one for another card.")
        default: nil
        }
    }

    private var paymentWording: (String, String)? {
        switch self {
        case .amountMissing: ("transaction_amount is missing.", "Send the amount as a JSON number.")
        case .amountNotNumeric:
            ("transaction_amount is not a number.", "Send a JSON number such as 100.5, without quotes.")
        case .invalidAmount: ("{field} is not an acceptable amount.", "Expected {expected}.")
        case .amountOutsideMethod:
            ("transaction_amount is outside what this payment method takes.", "Expected {expected}.")
        case .paymentMethodMissing:
            ("The payment method cannot be inferred.", "Send payment_method_id, or a card token.")
        case .paymentMethodUnknown: ("This site has no such payment method.", "Use an id from GET /v1/payment_methods.")
        case .paymentMethodUnavailable:
            (
                "This payment method needs the payer to sign in and cannot be charged from a server.",
                "Use a card, a ticket or a bank transfer of the site."
            )
        case .paymentMethodMismatch:
            ("The card token belongs to another payment method.", "Leave payment_method_id out, or send {expected}.")
        case .cardTokenRequired: ("token is missing.", "Pay by card with a card token made from the Public Key.")
        case .installmentsMissing:
            ("installments is missing.", "Send 1, or a number offered by GET /v1/payment_methods/installments.")
        case .installmentsInvalid: ("installments is not offered for this card.", "Send one of: {expected}.")
        case .payerEmailInvalid:
            (
                "payer.email is missing or not an e-mail address.",
                "Send the buyer's address; in test mode any, such as test_user_1@testuser.com."
            )
        case .payerIdentificationRequired: ("payer.identification is missing or not valid.", "Send {expected}.")
        case .payerDetailsRequired: ("This payment method needs {field}.", "Send {expected}.")
        case .financialInstitutionRequired:
            ("transaction_details.financial_institution is missing or unknown.", "Send one of: {expected}.")
        case .notificationURLInvalid:
            (
                "notification_url is not a web address.",
                "Send an https address of at most \(Limits.urlCharactersMax) characters."
            )
        case .applicationFeeRefused:
            (
                "application_fee needs an Access Token obtained through OAuth.",
                "Leave application_fee out, or charge for a linked seller."
            )
        case .deferredCaptureUnsupported:
            ("This payment method cannot be authorised first and captured later.", "Leave capture out.")
        case .invalidDate: ("{field} is not a date the request can use.", "Expected {expected}.")
        case .processorMissing:
            (
                "No payment processor is configured for production payments.",
                "Use test credentials, or ask the operator to configure a processor."
            )
        case .customerNotFound:
            ("Customer not found", "Customers belong to one account and mode: check the id and the credential.")
        case .customerExists:
            (
                "A customer with this e-mail address exists already.",
                "Find them with GET /v1/customers/search?email=, and amend them with PUT."
            )
        case .customerCardNotFound:
            (
                "Card not found",
                "Check the id against GET /v1/customers/{id}/cards, with a credential of the same account and mode."
            )
        case .customerEmailFixed:
            (
                "The e-mail address of a customer cannot be changed.",
                "Leave it out, or keep a new customer with the other address."
            )
        case .paymentNotFound:
            ("Payment not found", "Check the id, and that the credential has the mode the payment was made in.")
        case .paymentStateConflict: ("The action is not valid for the payment's current state.", "{expected}.")
        case .captureAmountInvalid: ("The amount to capture is not acceptable.", "Expected {expected}.")
        case .refundStateConflict: ("Only an approved payment can be refunded.", "{expected}.")
        case .refundAmountInvalid: ("The amount to refund is not acceptable.", "Expected {expected}.")
        case .refundTooOld:
            ("The payment is too old to be refunded.", "Refunds are possible for 180 days after approval.")
        case .refundsExhausted:
            (
                "The payment has the maximum number of refunds.",
                "At most \(Limits.refundsPerPaymentMax) refunds a payment."
            )
        case .refundNotFound: ("Refund not found", "Check the id against GET /v1/payments/{id}/refunds.")
        case .invalidLimit:
            (
                "The page asked for is out of bounds.",
                "limit is 1 to \(Limits.searchLimitMax), offset 0 to \(Limits.searchOffsetMax)."
            )
        case .invalidSort: ("sort names a field that cannot be sorted by.", "Use one of: {expected}.")
        case .invalidCriteria: ("criteria is neither asc nor desc.", "Use asc or desc.")
        case .invalidDateRange:
            (
                "The date range is not valid.",
                "Use range with begin_date and end_date as yyyy-MM-dd'T'HH:mm:ss.SSSZ, NOW or NOW-30DAYS, begin first."
            )
        default: nil
        }
    }

    private var accountWording: (String, String)? {
        switch self {
        case .accountNotFound: ("There is no such account.", "Check the user id.")
        case .emailInvalid: ("This is not an e-mail address.", "Use the form name@domain.")
        case .emailTaken: ("An account with this e-mail address exists.", "Use another address.")
        case .passwordTooShort:
            ("The password is too short.", "Use at least \(Limits.passwordCharactersMin) characters.")
        case .passwordTooLong: ("The password is too long.", "Use at most \(Limits.passwordBytesMax) bytes.")
        case .passwordTooSimple:
            ("The password is easy to guess.", "Do not use the e-mail address or one repeated pattern.")
        case .applicationNameInvalid:
            (
                "The application's name is missing or too long.",
                "Use 1 to \(Limits.applicationNameCharactersMax) characters."
            )
        case .applicationShortNameInvalid:
            (
                "The short name is not acceptable.",
                "Use 1 to \(Limits.applicationShortNameCharactersMax) letters and digits, without spaces."
            )
        case .applicationDescriptionInvalid:
            ("The description is too long.", "Use at most \(Limits.applicationDescriptionCharactersMax) characters.")
        case .redirectURLInvalid:
            (
                "A redirect URL is not acceptable.",
                "Use up to 10 https addresses without fragment, wildcard or user part, each at most 2048 characters."
            )
        case .websiteInvalid: ("The website is not a web address.", "Use an https address.")
        case .industryUnknown: ("There is no such industry.", "Use one of: {expected}.")
        case .activationIncomplete:
            ("Production needs both an industry and a website.", "Give --industry and --website together, or neither.")
        case .productUnknown: ("There is no such product.", "Use one of: {expected}.")
        case .productNotInSite: ("This product does not exist in the account's site.", "Use one of: {expected}.")
        case .platformUnknown: ("There is no such platform.", "Use one of: {expected}.")
        case .integrationModelUnknown: ("The product has no such integration model.", "Use one of: {expected}.")
        case .applicationDeleted:
            ("This application is deleted.", "Restore it first; that is possible for 30 days after its deletion.")
        case .applicationNotDeleted: ("This application is not deleted.", "There is nothing to restore.")
        case .applicationGone:
            ("This application was deleted more than 30 days ago.", "Its credentials are gone: create another one.")
        case .productMeansDiffer:
            (
                "The product cannot be changed to one that is tested in another way.",
                "Create another application: this one's test credentials would not fit."
            )
        case .storageUnavailable: ("The server cannot reach its storage.", "Nothing was done; try again shortly.")
        case .overloaded: ("The server is busy.", "Nothing was done; try again shortly.")
        case .internalError:
            ("The server failed to answer this request.", "Try again; if it lasts, give the operator the request id.")
        default: nil
        }
    }
}

/// The wording of what can fail in the life of issued credentials.
extension Failure.Code {
    var renewalWording: (String, String)? {
        switch self {
        case .pairNotIssued:
            (
                "The application has no such pair to renew.",
                "Choose a mode the application has; Client ID and Client Secret exist in production only."
            )
        case .renewalInOverlap:
            (
                "This pair is being renewed already: two generations work until {expected}.",
                "Close or undo that renewal first, or report the pair as leaked, which ends both."
            )
        case .renewalOutdated:
            ("This pair was renewed meanwhile.", "Reload the page: it shows the present generation.")
        case .renewalNone: ("This pair was never renewed.", "There is nothing to extend, close or undo.")
        case .renewalClosed:
            ("The overlap of this renewal is over.", "Only the current generation works; renew again if need be.")
        case .renewalAlreadyUndone:
            ("This renewal was undone already.", "Close it, and renew again if need be.")
        case .overlapNotLonger:
            (
                "The overlap would not last longer than it does.",
                "Choose a longer one; the latest end is 30 days after the renewal."
            )
        default: nil
        }
    }

    var shareWording: (String, String)? {
        switch self {
        case .shareNotFound: ("There is no such share.", "Check its id; who is signed in must be one of its two sides.")
        case .shareNotOffered:
            ("This offer was answered already or is over.", "Ask the owner to share the credentials again.")
        case .shareEnded: ("This share has ended already.", "There is nothing to cancel.")
        case .shareLimit:
            (
                "The application has no place for another share: it has {expected}.",
                "Cancel one first; integrations that use the others go on working."
            )
        case .shareToSelf:
            ("An application cannot be shared with its own owner.", "Give the e-mail address of another account.")
        case .shareDuplicate:
            (
                "The application is shared with this address in this mode already.",
                "Cancel that share first to change its permissions or its end."
            )
        case .sharePermissionsInvalid:
            (
                "A share cannot permit what the application may not do.",
                "Choose at least one of: {expected}."
            )
        case .shareEndInvalid: ("The end of a share must be in the future.", "Give a later date, or none for no end.")
        case .shareNotActivated:
            (
                "Production credentials cannot be shared before they are activated.",
                "Give the application an industry and a website, or share its test credentials."
            )
        case .rateLimited: ("There were too many calls.", "Wait, then go on; at most {expected} are taken.")
        case .leakReportEmpty:
            (
                "There is no whole Access Token or Client Secret in this text.",
                "Send the string itself; a Client Secret needs its name beside it, as in client_secret=..."
            )
        case .accessRequestNotFound:
            ("There is no such request for access.", "Check its id; only the account it asks can decide.")
        case .accessRequestDecided: ("This request for access was decided already or is over.", "Ask for a new one.")
        case .accessRequestLimit:
            (
                "This account has {expected} requests for access waiting.",
                "Wait until some are decided; each ends by itself after 7 days."
            )
        default: nil
        }
    }
}

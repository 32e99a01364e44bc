/// The wording of what can fail when people sign in and work together.
extension Failure.Code {
    var peopleWording: (String, String)? { self.signInWording ?? self.memberWording ?? self.revealWording }

    private var signInWording: (String, String)? {
        switch self {
        case .signInRequired: ("Nobody is signed in here.", "Sign in first.")
        case .signInRefused:
            ("The e-mail address or the password is wrong.", "Check both, or choose a new password by e-mail.")
        case .codeRefused:
            (
                "The code is wrong or was used already.",
                "Wait for the next code of the authenticator program, or use a backup code."
            )
        case .tooManyAttempts:
            (
                "There were too many attempts.",
                "Try again in half an hour; choosing a new password by e-mail works now."
            )
        case .reauthRequired:
            ("This needs a proof of who you are that is at most five minutes old.", "Give the password again.")
        case .csrfFailed:
            (
                "This form did not come from a page of this session.",
                "Go back, reload the page, and send the form again."
            )
        case .linkInvalid: ("This link was used already, is too old, or is not complete.", "Ask for a new one.")
        case .consentMissing:
            ("The terms and the privacy statement were not accepted.", "Read them, and tick both boxes.")
        case .applicationExists:
            ("This application was created already.", "The form was sent twice; one application was made.")
        case .passwordMismatch: ("The two passwords differ.", "Type the same one twice.")
        case .signUpClosed:
            ("Accounts cannot be opened here by oneself.", "Ask the operator of the platform to open one.")
        case .secondFactorMissing: ("There is no second factor.", "Add one first.")
        case .secondFactorPresent: ("There is a second factor already.", "Remove it first to add another.")
        case .sessionNotFound: ("There is no such session.", "It may have ended by itself.")
        default: nil
        }
    }

    private var memberWording: (String, String)? {
        switch self {
        case .roleInsufficient:
            ("Your role in this account, {expected}, does not allow this.", "Ask an owner of the account.")
        case .managementTokenRefused:
            (
                "This call needs a management token that works.",
                "Send Authorization: Bearer LLV-...; llavero management-token create issues one."
            )
        case .managementTokenNotFound: ("There is no such management token that works.", "List them to see their ids.")
        case .managementTokenNameInvalid:
            (
                "The name of the token is missing or too long.",
                "Use 1 to \(ManagementToken.nameCharactersMax) characters."
            )
        case .testAccountNotFound: ("There is no such test account.", "It may be deleted, or of somebody else.")
        case .testAccountNested:
            ("A test account cannot have test accounts.", "Use the account that this one was created with.")
        case .testAccountDescriptionInvalid:
            (
                "The description of the test account is missing or too long.",
                "Use 1 to \(Limits.testAccountDescriptionCharactersMax) characters that tell it from others."
            )
        case .uploadInvalid: ("The upload is not complete.", "Choose the file again, and send the form.")
        case .logoUnsupported: ("The file is neither a JPG nor a PNG picture.", "Use a JPG or PNG of at most 1 MB.")
        case .logoTooLarge:
            ("The picture has too many pixels.", "Use one of at most {expected} pixels on each side.")
        case .logoDamaged: ("The picture cannot be read.", "Open it in a picture program, and save it again.")
        case .lastOwner:
            ("An account cannot be without its owner.", "Whoever the account was opened for keeps this role.")
        case .membershipNotFound: ("There is no such member.", "Reload the page to see who belongs to the account.")
        case .membershipOver: ("This invitation or membership is over.", "Invite the person again.")
        case .membershipDuplicate:
            ("This person belongs to the account or is invited already.", "Change the role instead.")
        case .membershipLimit: ("The account has {expected} members, which is the limit.", "Remove one first.")
        default: nil
        }
    }

    private var revealWording: (String, String)? {
        switch self {
        case .credentialNotFound: ("There is no such credential.", "Reload the page to see the present ones.")
        case .credentialSealed:
            (
                "This secret can no longer be shown: its copy was removed for good.",
                "Renew the pair; the new secret is shown once."
            )
        case .revealLimit:
            (
                "Too many secrets were shown: the limit is {expected}.",
                "Try again later, or renew the pair, which shows the new secret."
            )
        default: nil
        }
    }
}

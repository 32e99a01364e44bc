import Domain
import Operations
import Web

/// What went wrong, in the reader's language.
struct ErrorNote {
    let message: String
    let hint: String
    let code: String

    init(_ failure: Failure, _ view: View) {
        let words = Catalogue.failure(failure, view.language)
        self.message = words.message
        self.hint = words.hint
        self.code = failure.code.rawValue
    }
}

/// The page of a failure.
enum ErrorPage {
    /// A form for the missing proof where that is all that is missing, else a page that says what to do.
    static func answer(_ failure: Failure, _ visit: Visit, _ view: View) -> PanelAnswer {
        let isProof = visit.form.fields.contains { $0.name == "proof_password" }
        if failure.code == .reauthRequired || (isProof && Self.proofRefusals.contains(failure.code)) {
            return self.proof(failure, visit, view)
        }
        let note = ErrorNote(failure, view)
        let signIn = failure.code == .signInRequired
        return .page(
            view.rendered(
                "error",
                titleText: note.message,
                status: ProviderProblem(failure.code).status,
                [
                    "heading": note.message, "hint": note.hint, "code": note.code,
                    "back": signIn ? "/signin" : Self.back(visit), "isLink": failure.code == .linkInvalid,
                ] as [String: Any]
            )
        )
    }

    private static let proofRefusals: [Failure.Code] = [.signInRefused, .codeRefused, .tooManyAttempts]

    /// Asks who it is, and carries along what was sent.
    private static func proof(_ failure: Failure, _ visit: Visit, _ view: View) -> PanelAnswer {
        let kept = visit.form.fields.filter { !["csrf", "proof_password", "proof_code"].contains($0.name) }
        let isRefused = failure.code != .reauthRequired
        return .page(
            view.rendered(
                "proof",
                titleText: view.text("proof_title"),
                status: ProviderProblem(failure.code).status,
                [
                    "action": visit.path, "fields": kept.map { ["name": $0.name, "value": $0.value] },
                    "asksCode": view.person?.hasSecondFactor ?? false, "isRefused": isRefused,
                    "refusal": ErrorNote(failure, view).message, "back": Self.back(visit),
                ] as [String: Any]
            )
        )
    }

    /// The page the form was on: the part of the path that can be read.
    private static func back(_ visit: Visit) -> String {
        if let origin = visit.form.fields.first(where: { $0.name == "back" })?.value, LocalTarget(origin) != nil {
            return origin
        }
        return visit.path.hasPrefix("/settings") ? "/settings/account" : "/developers/panel/app"
    }
}

/// A path of this server to go on to; never an address somewhere else.
struct LocalTarget {
    let text: String

    init?(_ text: String) {
        let bytes = text.utf8
        guard bytes.count <= Limits.targetBytesMax, text.hasPrefix("/"), !text.hasPrefix("//"),
            bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return nil }
        self.text = text
    }
}

import Domain
import Foundation
import HTTPTypes
import Operations
import Pictures
import Web

/// Begins to add a second factor: shows the secret as a QR code.
struct BeginSecondFactor: MemberPage {
    static let route = Route(.post, "/settings/account/second-factor")
    static let needsProof = true
    let factors: SecondFactorOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let setup = try await self.factors.begin(for: person.account)
        guard let picture = QRCode.png(setup.address.reveal()) else { throw Failure(.internalError) }
        let model: [String: Any] = [
            "picture": "data:image/png;base64,\(Data(picture).base64EncodedString())", "secret": setup.secret.reveal(),
        ]
        return view.page("second-factor", title: "factor_title", .account, model)
    }
}

/// Adds it, now that a code of it was given, and shows the backup codes.
struct ConfirmSecondFactor: MemberPage {
    static let route = Route(.post, "/settings/account/second-factor/confirm")
    static let needsProof = true
    let factors: SecondFactorOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        do {
            let code = (try visit.form.text("code") ?? "").filter { !$0.isWhitespace }
            let codes = try await self.factors.confirm(code, for: person.account.id)
            return view.page(
                "second-factor",
                title: "factor_title",
                .account,
                ["isAdded": true, "codes": codes.map { $0.reveal() }] as [String: Any]
            )
        } catch let failure as Failure where failure.code == .codeRefused {
            return view.page(
                "second-factor",
                title: "factor_title",
                .account,
                status: 401,
                ["error": ErrorNote(failure, view)]
            )
        }
    }
}

/// Removes the second factor.
struct RemoveSecondFactor: MemberPage {
    static let route = Route(.post, "/settings/account/second-factor/remove")
    static let needsProof = true
    let factors: SecondFactorOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        try await self.factors.remove(of: person.account)
        return .redirect("/settings/account?done=factor_removed")
    }
}

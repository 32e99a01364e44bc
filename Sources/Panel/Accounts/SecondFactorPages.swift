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
        try Self.page(try await self.factors.begin(for: person.account), view)
    }

    /// The code to scan, with what was wrong with the last try.
    static func page(_ setup: SecondFactorSetup, _ view: View, _ failure: Failure? = nil) throws -> PanelAnswer {
        guard let picture = QRCode.png(setup.address.reveal()) else { throw Failure(.internalError) }
        let model: [String: Any] = [
            "picture": "data:image/png;base64,\(Data(picture).base64EncodedString())", "secret": setup.secret.reveal(),
            "error": failure.map { ErrorNote($0, view) } as Any,
        ]
        return view.page("second-factor", title: "factor_title", .account, status: failure == nil ? 200 : 401, model)
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
                ["hasCodes": true, "isAdded": true, "codes": codes.map { $0.reveal() }] as [String: Any]
            )
        } catch let failure as Failure where failure.code == .codeRefused {
            return try BeginSecondFactor.page(try await self.factors.waiting(for: person.account), view, failure)
        }
    }
}

/// Makes new backup codes and shows them.
struct RenewBackupCodes: MemberPage {
    static let route = Route(.post, "/settings/account/second-factor/codes")
    static let needsProof = true
    let factors: SecondFactorOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let codes = try await self.factors.renewBackupCodes(of: person.account.id)
        return view.page(
            "second-factor",
            title: "factor_title",
            .account,
            ["hasCodes": true, "isAdded": false, "codes": codes.map { $0.reveal() }] as [String: Any]
        )
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

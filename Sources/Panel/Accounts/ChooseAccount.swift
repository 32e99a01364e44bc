import Domain
import HTTPTypes
import Operations
import Web

/// Goes on in another account of the person's: their own, or one they are a member of.
struct ChooseAccount: MemberPage {
    static let route = Route(.post, "/developers/panel/account")

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        guard let id = try visit.form.text("account").flatMap({ Account.ID(text: $0) }),
            person.actor.role(in: id) != nil
        else { throw Failure(.accountNotFound) }
        return .place(id == person.account.id ? nil : id, to: "/developers/panel/app")
    }
}

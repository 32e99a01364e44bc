import Domain
import HTTPTypes
import Operations
import Web

/// Test credentials, or why there are none and how to test instead.
struct TestPage: MemberPage {
    static let route = Route(.get, "/developers/panel/app/:app/test")
    let operations: Operations
    let address: PublicAddress

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let owned = try await self.operations.applications.owned(try visit.application(), as: person.actor)
        let application = owned.application
        if owned.isForTests { return .redirect(owned.credentialsPath(.test)) }
        let head = ApplicationHead(owned, .test, person, view)
        let product = application.profile.product
        guard product.testMeans == .testPair else {
            let model: [String: Any] = [
                "app": head, "product": product.name(in: owned.site)[view.language],
                "isNothingToTest": product.testMeans == .none,
            ]
            return view.page("test-blocked", title: "test_credentials", .applications, model)
        }
        let keys = try await self.operations.reveals.testKeys(of: application.id, as: person.actor)
        let cards = try await CredentialCards(operations: self.operations)
            .cards(application, .test, person, view, plain: keys?.accessToken)
        let snippets = Snippet.all(
            accessToken: keys?.accessToken.reveal(),
            owned.site,
            base: self.address.base
        )
        let model: [String: Any] = [
            "app": head, "pairs": cards, "snippets": snippets, "hasKeys": keys != nil,
            "done": visit.query["done"] == "closed" ? view.text("done_closed") as Any : nil as String? as Any,
            "here": "/developers/panel/app/\(application.id)/test",
        ]
        return view.page("test", title: "test_credentials", .applications, model)
    }
}

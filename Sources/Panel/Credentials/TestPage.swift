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

/// The test pair as an environment file; for production one with places to fill in.
struct EnvironmentFile: MemberPage {
    static let route = Route(.get, "/developers/panel/app/:app/:mode/env")
    let operations: Operations
    let address: PublicAddress

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let owned = try await self.operations.applications.owned(try visit.application(), as: person.actor)
        let application = owned.application
        // What is for tests altogether has its pair where production's stands.
        switch owned.isForTests ? "test" : visit.parameter("mode") {
        case "test":
            guard let keys = try await self.operations.reveals.testKeys(of: application.id, as: person.actor) else {
                throw Failure(.pairNotIssued)
            }
            let text = self.text(application, "test", publicKey: keys.publicKey, token: keys.accessToken.reveal(), nil)
            return .download(name: "llavero-test.env", text: text)
        case "production":
            let credentials = try await self.operations.credentials.credentials(of: application.id, as: person.actor)
            let own = credentials.filter { $0.mode == .live && $0.shareID == nil }
            let key = own.first { $0.kind == .publicKey && $0.isCurrent }
            guard let key, application.activatedAt != nil else { throw Failure(.pairNotIssued) }
            let place = "paste-it-here-on-the-server"
            let text = self.text(application, "production", publicKey: key.shown, token: place, place)
            return .download(name: "llavero-production.env", text: text)
        default: throw Failure(.routeNotFound)
        }
    }

    private func text(
        _ application: Application,
        _ mode: String,
        publicKey: String,
        token: String,
        _ clientSecret: String?
    ) -> String {
        var lines = [
            "# \(application.id), \(mode). Keep this file out of version control.",
            "MERCADOPAGO_BASE_URL=\(self.address.base)", "MERCADOPAGO_PUBLIC_KEY=\(publicKey)",
            "MERCADOPAGO_ACCESS_TOKEN=\(token)",
        ]
        if let clientSecret {
            lines += ["MERCADOPAGO_CLIENT_ID=\(application.id)", "MERCADOPAGO_CLIENT_SECRET=\(clientSecret)"]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

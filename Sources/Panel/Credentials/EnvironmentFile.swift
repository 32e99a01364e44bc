import Domain
import HTTPTypes
import Operations
import Web

/// A pair as lines of an environment file.
struct EnvironmentText {
    private static let placeholder = "paste-it-here-on-the-server"
    private let address: PublicAddress
    private let application: Application.ID
    private let mode: Mode

    init(_ address: PublicAddress, _ application: Application.ID, _ mode: Mode) {
        self.address = address
        self.application = application
        self.mode = mode
    }

    /// - Parameters:
    ///   - accessToken: A test one; without it a place to fill in stands there, as for every live secret.
    ///   - hasSecret: Whether the Client ID and a place for the Client Secret are part of it.
    func text(publicKey: String, accessToken: Secret? = nil, hasSecret: Bool = false) -> String {
        var lines = [
            "# \(self.application), \(self.mode == .live ? "production" : "test"). Keep this file out of version control.",
            "MERCADOPAGO_BASE_URL=\(self.address.base)", "MERCADOPAGO_PUBLIC_KEY=\(publicKey)",
            "MERCADOPAGO_ACCESS_TOKEN=\(accessToken?.reveal() ?? Self.placeholder)",
        ]
        if hasSecret {
            lines += [
                "MERCADOPAGO_CLIENT_ID=\(self.application)", "MERCADOPAGO_CLIENT_SECRET=\(Self.placeholder)",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
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
            let text = EnvironmentText(self.address, application.id, .test)
                .text(publicKey: keys.publicKey, accessToken: keys.accessToken)
            return .download(name: "llavero-test.env", text: text)
        case "production":
            let credentials = try await self.operations.credentials.credentials(of: application.id, as: person.actor)
            let own = credentials.filter { $0.mode == .live && $0.shareID == nil }
            let key = own.first { $0.kind == .publicKey && $0.isCurrent }
            guard let key, application.activatedAt != nil else { throw Failure(.pairNotIssued) }
            let text = EnvironmentText(self.address, application.id, .live).text(publicKey: key.shown, hasSecret: true)
            return .download(name: "llavero-production.env", text: text)
        default: throw Failure(.routeNotFound)
        }
    }
}

/// A share's own pair as an environment file, for the account it was issued for; a live one with places to fill in.
struct ShareEnvironmentFile: MemberPage {
    static let route = Route(.get, "/developers/panel/shared/:share/env")
    let operations: Operations
    let address: PublicAddress

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let id = Share.ID(visit.parameter("share"))
        let (shares, now) = try await self.operations.shares.received(by: person.account.id)
        guard let received = shares.first(where: { $0.share.id == id && $0.share.state(at: now) == .active }),
            let publicKey = received.publicKey
        else { throw Failure(.shareNotFound) }
        let mode = received.share.mode
        let token =
            mode == .test ? try await self.operations.reveals.reveal(share: id, by: person).accessToken : nil
        let text = EnvironmentText(self.address, received.application.id, mode)
            .text(publicKey: publicKey, accessToken: token)
        return .download(name: "llavero-share-\(mode == .live ? "production" : "test").env", text: text)
    }
}

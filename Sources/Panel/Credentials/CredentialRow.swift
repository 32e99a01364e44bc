import Domain
import Operations

/// One string as a page shows it: masked, with what it is for and where it goes.
struct CredentialRow {
    let kind: String
    let label: String
    let purpose: String
    let goes: String
    let never: String
    let shown: String
    /// What a copy button takes; nil for a secret that is masked.
    let copied: String?
    let isSecret: Bool
    let generation: Int64
    let created: LocalTime
    let lastUsed: LocalTime?
    /// When a retiring generation ends; nil for the one in force.
    let ends: LocalTime?
    let isExposed: Bool
    /// Whether the copy by which the secret could be shown again was removed.
    let isSealed: Bool
    /// Where the secret can be shown; nil where nothing can be.
    let revealPath: String?

    init(
        _ credential: Credential,
        lastUsed: Timestamp?,
        plain: Secret? = nil,
        isSealed: Bool,
        revealPath: String?,
        _ view: View
    ) {
        let kind = credential.kind.rawValue
        self.kind = kind
        self.label = view.text("\(kind)_name")
        self.purpose = view.text("\(kind)_purpose")
        self.goes = view.text("\(kind)_goes")
        self.never = view.text("\(kind)_never")
        self.shown = credential.shown
        self.isSecret = credential.kind != .publicKey
        self.copied = self.isSecret ? plain?.reveal() : credential.shown
        self.generation = credential.generation
        self.created = LocalTime(credential.createdAt, view)
        self.lastUsed = LocalTime(lastUsed, view)
        self.ends = LocalTime(credential.expiresAt, view)
        self.isExposed = credential.exposedAt != nil
        self.isSealed = self.isSecret && isSealed
        self.revealPath = self.isSecret && plain == nil && !isSealed ? revealPath : nil
    }

    /// The Client ID, which is no credential of its own: the application's number.
    init(clientIDOf application: Application, _ view: View) {
        self.kind = "client_id"
        self.label = view.text("client_id_name")
        self.purpose = view.text("client_id_purpose")
        self.goes = view.text("client_id_goes")
        self.never = view.text("client_id_never")
        self.shown = application.id.description
        self.copied = application.id.description
        self.isSecret = false
        self.generation = 1
        self.created = LocalTime(application.createdAt, view)
        self.lastUsed = nil
        self.ends = nil
        self.isExposed = false
        self.isSealed = false
        self.revealPath = nil
    }
}

/// A pair as a page shows it, the generation in force and the one that retires.
struct PairCard {
    let pair: String
    let title: String
    let rows: [CredentialRow]
    let retiring: [CredentialRow]
    let renewPath: String?
    let restrictPath: String
    let isOverlapping: Bool
}

/// What the pages of an application's credentials have in common, whichever route leads to them.
struct CredentialCards: Sendable {
    let operations: Operations

    /// The cards of an application's pairs in a mode.
    /// - Parameter plain: The Access Token in plain text, where it may be shown without being asked for.
    func cards(
        _ application: Application,
        _ mode: Mode,
        _ person: SignedIn,
        _ view: View,
        plain: Secret? = nil
    ) async throws -> [PairCard] {
        let credentials = try await self.operations.credentials.credentials(of: application.id, as: person.actor)
        // What stands where production stands is, of a test account's application, for tests.
        let mode = credentials.contains { $0.mode == .live } ? mode : .test
        let uses = try await self.operations.credentials.lastUses(of: application.id, as: person.actor)
        let sealedAt = try await self.operations.reveals.sealedAt(application.id, as: person.actor)
        let base = "/developers/panel/app/\(application.id)"
        let mayRenew =
            person.actor.role(in: application.accountID)?.holds(mode == .live ? .administer : .develop) ?? false
        let standing = credentials.filter { credential in
            credential.mode == mode && credential.shareID == nil && credential.revokedAt == nil
                && (credential.expiresAt.map { $0 > person.instant } ?? true)
        }
        return CredentialPair.allCases.compactMap { pair in
            let ofPair = standing.filter { pair.kinds.contains($0.kind) }
                .sorted { $0.kind == .publicKey && $1.kind != .publicKey }
            guard !ofPair.isEmpty else { return nil }
            func row(_ credential: Credential) -> CredentialRow {
                CredentialRow(
                    credential,
                    lastUsed: uses[credential.id],
                    plain: credential.isCurrent && credential.kind == .accessToken ? plain : nil,
                    isSealed: mode == .live && sealedAt != nil,
                    revealPath: mayRenew ? "\(base)/credentials/\(credential.id)/reveal" : nil,
                    view
                )
            }
            let current = ofPair.filter(\.isCurrent)
            let retiring = ofPair.filter { !$0.isCurrent }
            let clientID = pair == .client ? [CredentialRow(clientIDOf: application, view)] : []
            return PairCard(
                pair: pair.rawValue,
                title: view.text("pair_\(pair.rawValue)"),
                rows: clientID + current.map(row),
                retiring: retiring.map(row),
                renewPath: mayRenew ? "\(base)/\(mode == .live ? "production" : "test")/renew/\(pair.rawValue)" : nil,
                restrictPath: RestrictedPair(application.id, mode).path,
                isOverlapping: !retiring.isEmpty
            )
        }
    }
}

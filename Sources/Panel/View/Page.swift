import Domain
import Operations
import Web

/// A page for anybody.
protocol OpenPage: Sendable {
    static var route: Route { get }
    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer
}

/// A page for whoever is signed in; without a person it cannot be written.
protocol MemberPage: Sendable {
    static var route: Route { get }
    /// Whether what it does needs a fresh proof of who asks.
    static var needsProof: Bool { get }
    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer
}

extension MemberPage {
    static var needsProof: Bool { false }
}

/// What a page answers.
enum PanelAnswer: Sendable {
    case page(Rendered)
    /// Another page, to be read with GET; a repeated reload repeats nothing.
    case redirect(String)
    /// An address of an application, to which the person is sent back with an answer.
    case away(String)
    /// Another page, in a session that has begun, has a new secret, or is over.
    case session(Secret?, to: String)
    /// Another page, in another account of the person's; nil for their own.
    case place(Account.ID?, to: String)
    /// A file to keep.
    case download(name: String, text: String)
    /// A text for programs.
    case text(String, type: String)
    /// A picture.
    case picture([UInt8])
}

/// A page's HTML and status.
struct Rendered: Sendable {
    let html: String
    let status: Int
    /// What its own style and script are marked with.
    let nonce: String
    /// Where the browser goes after a minute, so that no secret stays on a screen nobody looks at.
    var leavesTo: String?
}

extension PanelAnswer {
    /// The same page, left after a minute for where its own link leads.
    func leaving(to target: String) -> PanelAnswer {
        guard case .page(var page) = self else { return self }
        page.leavesTo = target
        return .page(page)
    }
}

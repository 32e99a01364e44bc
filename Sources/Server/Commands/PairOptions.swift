import ArgumentParser
import Domain
import Operations

/// The options that name a pair of an application.
struct PairOptions: ParsableArguments {
    @Option(help: "Client ID, which is the application's number.")
    var application: String

    @Option(help: "keys (Public Key and Access Token) or client (Client ID and Client Secret).")
    var pair: CredentialPair = .keys

    @Option(help: "live or test.")
    var mode: Mode = .live

    /// - Throws: `application_not_found`.
    func reference() throws(Failure) -> PairReference {
        let id = try Application.ID(option: self.application)
        return PairReference(id, self.mode, self.pair)
    }
}

extension CredentialPair: ExpressibleByArgument {}
extension Mode: ExpressibleByArgument {}
extension Overlap: ExpressibleByArgument {}

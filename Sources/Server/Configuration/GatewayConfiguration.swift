import Domain
import Foundation
import Web

/// What the server is told about gateways.
struct GatewayConfiguration: Sendable {
    /// Characters of the secret at least: it must not be guessed.
    private static let secretCharactersMin = 32
    private static let rulesBytesMax = 1_024 * 1_024

    /// Where the private listener is; nil for none.
    let place: GatewayPlace?
    /// What a gateway sends at the main port; nil answers none there.
    let secret: Secret?
    let rules: GatewayRules
    /// For whom callers are signed; nil signs none.
    let audience: String?

    init(_ source: SettingSource) throws(ConfigurationFailure) {
        self.place = try source[.gatewayListen].map { text throws(ConfigurationFailure) in try Self.place(text) }
        self.secret = source[.gatewaySecret].map { Secret($0) }
        if let secret, secret.utf8Count < Self.secretCharactersMin {
            throw ConfigurationFailure(.gatewaySecret, "use at least \(Self.secretCharactersMin) random characters")
        }
        self.audience = source[.gatewayAudience]
        if let audience, !(1...200).contains(audience.utf8.count) || !audience.isPlainText {
            throw ConfigurationFailure(.gatewayAudience, "use a plain text of at most 200 characters")
        }
        self.rules =
            try source[.gatewayRules].map { path throws(ConfigurationFailure) in try Self.rules(path) } ?? .standard
    }

    private static func place(_ text: String) throws(ConfigurationFailure) -> GatewayPlace {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            // The kernel's limit for the path of a socket is 107 bytes.
            guard path.hasPrefix("/"), path.utf8.count <= 107 else {
                throw ConfigurationFailure(.gatewayListen, "use unix: and an absolute path of at most 107 bytes")
            }
            return .socket(path: path)
        }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { throw ConfigurationFailure(.gatewayListen, "use HOST:PORT or unix:PATH") }
        let host = text[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        guard !host.isEmpty else { throw ConfigurationFailure(.gatewayListen, "name the address to listen at") }
        return .address(host: host, port: port)
    }

    private static func rules(_ path: String) throws(ConfigurationFailure) -> GatewayRules {
        guard let data = FileManager.default.contents(atPath: path), data.count <= Self.rulesBytesMax,
            let text = String(validating: data, as: UTF8.self)
        else { throw ConfigurationFailure(.gatewayRules, "name a readable text file of at most 1 MiB") }
        do {
            return try GatewayRules(parsing: text)
        } catch {
            throw ConfigurationFailure(.gatewayRules, "mend line \(error.line) of \(path): \(error.reason)")
        }
    }
}

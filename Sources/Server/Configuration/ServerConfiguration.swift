import Configuration
import Domain
import Foundation
import Logging
import Operations
import StoragePostgres
import Web

/// What the server is told, read and checked once at start.
struct ServerConfiguration: Sendable {
    /// Where data is kept.
    enum DatabaseLocation: Sendable {
        case sqlite(path: String)
        case postgres(PostgresSettings)
    }

    private enum SignUp: String, CaseIterable {
        case open
        case closed
    }

    let dataDirectory: String
    let database: DatabaseLocation
    let keyringFile: String
    let host: String
    let port: Int
    let baseURL: String?
    let logLevel: Logger.Level
    let passwordCost: PasswordHasher.Cost
    let sharesPerApplication: Int
    let isSignUpOpen: Bool
    let trustedProxies: Set<String>
    let mail: MailConfiguration
    let oauth: OAuthPolicy
    let rememberedCredentials: Int
    let gateway: GatewayConfiguration
    /// The platform's own API, and how many seconds it may be silent; nil where live calls are not passed on.
    let upstream: (base: String, seconds: Int)?

    /// Reads every setting.
    /// - Throws: `ConfigurationFailure` with a sentence that says what to do.
    init(_ source: SettingSource) throws(ConfigurationFailure) {
        self.dataDirectory = source[.dataDirectory] ?? "./data"
        self.keyringFile = source[.keyringFile] ?? "\(self.dataDirectory)/keyring.json"
        self.host = source[.host] ?? "127.0.0.1"
        self.port = try source.integer(.port, in: 0...65_535) ?? 8_420
        self.baseURL = try source.webAddress(.baseURL)
        self.logLevel = try source.choice(.logLevel, Logger.Level.self) ?? .info
        self.passwordCost = try source.choice(.passwordHashing, PasswordHasher.Cost.self) ?? .standard
        self.sharesPerApplication =
            try source.integer(.sharesPerApplication, in: 1...1_000) ?? Limits.sharesPerApplicationDefault
        self.isSignUpOpen = try source.choice(.signUp, SignUp.self) != .closed
        self.trustedProxies = try Self.proxies(source)
        self.oauth = try Self.oauth(source)
        self.rememberedCredentials =
            try source.integer(.rememberedCredentials, in: 0...10_000_000) ?? Limits.rememberedCredentialsDefault
        self.gateway = try GatewayConfiguration(source)
        let seconds = try source.integer(.upstreamSeconds, in: 1...50) ?? Upstream.secondsDefault
        self.upstream = try source.webAddress(.upstream).map { ($0, seconds) }
        self.mail = try MailConfiguration(source, dataDirectory: self.dataDirectory)
        self.database = try Self.location(source, dataDirectory: self.dataDirectory)
    }

    private static func proxies(_ source: SettingSource) throws(ConfigurationFailure) -> Set<String> {
        let addresses = (source[.trustedProxies] ?? "").split(separator: ",").map { $0.filter { $0 != " " } }
        guard addresses.allSatisfy(ClientAddress.isAddress) else {
            throw ConfigurationFailure(.trustedProxies, "use IP addresses with commas between")
        }
        return Set(addresses)
    }

    private static func oauth(_ source: SettingSource) throws(ConfigurationFailure) -> OAuthPolicy {
        func life(_ setting: Setting, _ shortest: Int, _ longest: Duration) throws(ConfigurationFailure) -> Duration {
            try source.integer(setting, in: shortest...Int(longest.components.seconds)).map { .seconds($0) } ?? longest
        }
        return OAuthPolicy(
            lifetimes: OAuthLifetimes(
                code: try life(.codeLife, 30, OAuthLifetimes.codeMax),
                accessToken: try life(.accessTokenLife, 60, OAuthLifetimes.accessTokenMax),
                refreshToken: try life(.refreshTokenLife, 60, OAuthLifetimes.refreshTokenMax),
                ownToken: try life(.ownTokenLife, 60, OAuthLifetimes.ownTokenMax)
            ),
            callsPerHour: try source.integer(.oauthCalls, in: 1...100_000_000) ?? Limits.oauthCallsPerHourDefault
        )
    }

    /// Refuses a data folder without a database: a mistyped path must not look like an empty server.
    /// - Throws: `UnreadableInput`.
    func requireData() throws(UnreadableInput) {
        guard case .sqlite(let path) = self.database, !FileManager.default.fileExists(atPath: path) else { return }
        throw UnreadableInput(
            "there is no database at \(path): give its folder with --data, or start with llavero serve"
        )
    }

    private static func location(
        _ source: SettingSource,
        dataDirectory: String
    ) throws(ConfigurationFailure) -> DatabaseLocation {
        let connections = try source.integer(.postgresConnections, in: 1...200) ?? 10
        let schema = source[.postgresSchema]
        if let schema, !PostgresSettings.isSchemaName(schema) {
            throw ConfigurationFailure(.postgresSchema, "use 1 to 63 lower-case letters, digits and underscores")
        }
        let text = source[.database] ?? "sqlite"
        if text == "sqlite" { return .sqlite(path: "\(dataDirectory)/llavero.sqlite") }
        if text.hasPrefix("sqlite:"), text.count > 7 { return .sqlite(path: String(text.dropFirst(7))) }
        if text.hasPrefix("postgres:"), text.count > 9 {
            return .postgres(
                PostgresSettings(
                    connectionString: String(text.dropFirst(9)),
                    schema: schema,
                    connectionsMax: connections
                )
            )
        }
        throw ConfigurationFailure(.database, "use sqlite, sqlite:PATH or postgres:CONNECTION")
    }
}

/// A setting that cannot be used; the text never quotes a secret value.
struct ConfigurationFailure: Error, CustomStringConvertible, Equatable {
    let description: String

    init(_ setting: Setting, _ advice: String) {
        self.description = "\(setting.name) (\(setting.variable)) has a value that cannot be used: \(advice)."
    }

    init(_ sentence: String) {
        self.description = sentence
    }
}

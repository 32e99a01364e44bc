/// A setting of the server: one row of `docs/configuration.md`.
struct Setting: Sendable {
    /// The name in a configuration file, with dots between its parts.
    let name: String
    let meaning: String
    let values: String
    let byDefault: String
    let isSecret: Bool

    init(_ name: String, _ meaning: String, values: String, byDefault: String, isSecret: Bool = false) {
        self.name = name
        self.meaning = meaning
        self.values = values
        self.byDefault = byDefault
        self.isSecret = isSecret
    }

    /// The name of the environment variable: `LLAVERO_` and the parts in capitals.
    var variable: String { Self.variablePrefix + self.name.uppercased().replacing(".", with: "_") }

    static let variablePrefix = "LLAVERO_"

    static let dataDirectory = Setting(
        "data.directory",
        "Folder of the embedded database and the keyring; made with mode 0700 when it is missing.",
        values: "a path",
        byDefault: "./data"
    )
    static let database = Setting(
        "database",
        "Where data is kept: `sqlite` for the embedded database, `sqlite:PATH`, or `postgres:CONNECTION` with a libpq connection string (several hosts and TLS included).",
        values: "`sqlite`, `sqlite:PATH` or `postgres:CONNECTION`",
        byDefault: "sqlite",
        isSecret: true
    )
    static let postgresSchema = Setting(
        "postgres.schema",
        "PostgreSQL schema that holds the tables; it must exist.",
        values: "a lower-case name",
        byDefault: "the connection's own"
    )
    static let postgresConnections = Setting(
        "postgres.connections",
        "PostgreSQL connections that may be open at once.",
        values: "1 to 200",
        byDefault: "10"
    )
    static let keyringFile = Setting(
        "keyring.file",
        "File with the server's own keys, mode 0600; keep it apart from the database and its backups.",
        values: "a path",
        byDefault: "keyring.json in the data folder"
    )
    static let host = Setting(
        "http.host",
        "Address to listen at.",
        values: "an IP address or name",
        byDefault: "127.0.0.1"
    )
    static let port = Setting(
        "http.port",
        "Port to listen at; 0 lets the system choose.",
        values: "0 to 65535",
        byDefault: "8420"
    )
    static let baseURL = Setting(
        "base.url",
        "Address under which clients reach the server, without a trailing slash; used in links.",
        values: "an http or https address",
        byDefault: "made from host and port"
    )
    static let logLevel = Setting(
        "log.level",
        "How much is logged to standard error.",
        values: "trace, debug, info, notice, warning, error or critical",
        byDefault: "info"
    )
    static let passwordHashing = Setting(
        "password.hashing",
        "Cost of password hashes; `light` is for tests alone.",
        values: "standard or light",
        byDefault: "standard"
    )

    static let sharesPerApplication = Setting(
        "shares.limit",
        "Shares an application can have at once, offered ones included.",
        values: "1 to 1000",
        byDefault: "10"
    )

    static let trustedProxies = Setting(
        "proxy.addresses",
        "Addresses of proxies in front of the server, with commas between; of their X-Forwarded-For the last other address counts as the caller's.",
        values: "IP addresses",
        byDefault: "none"
    )
    static let signUp = Setting(
        "accounts.signup",
        "Whether anybody may open an account with a mail address of theirs; `closed` leaves it to `llavero account create`.",
        values: "open or closed",
        byDefault: "open"
    )
    static let codeLife = Setting(
        "oauth.code.seconds",
        "How long an authorization code waits to be exchanged.",
        values: "30 to 600",
        byDefault: "600"
    )
    static let accessTokenLife = Setting(
        "oauth.token.seconds",
        "How long an Access Token that acts for a seller works.",
        values: "60 to 15552000",
        byDefault: "15552000"
    )
    static let refreshTokenLife = Setting(
        "oauth.refresh.seconds",
        "How long a refresh token works; each refresh begins it anew.",
        values: "60 to 15552000",
        byDefault: "15552000"
    )
    static let ownTokenLife = Setting(
        "oauth.own.seconds",
        "How long a token by client_credentials works.",
        values: "60 to 21600",
        byDefault: "21600"
    )
    static let oauthCalls = Setting(
        "oauth.calls",
        "Calls of one application to the authorization server in an hour.",
        values: "1 to 100000000",
        byDefault: "18000"
    )
    static let rememberedCredentials = Setting(
        "verification.memory",
        "Credentials whose verdict is kept in memory, about 1 KiB each; 0 asks the database every time.",
        values: "0 to 10000000",
        byDefault: "100000"
    )
    static let gatewayListen = Setting(
        "gateway.listen",
        "Private listener that answers gateways at /gateway/verify: whoever reaches it may ask, so keep it on loopback, a private network or a socket.",
        values: "`HOST:PORT` or `unix:PATH`",
        byDefault: "none"
    )
    static let gatewaySecret = Setting(
        "gateway.secret",
        "What a gateway sends as X-Llavero-Gateway to be answered at the main port.",
        values: "at least 32 characters",
        byDefault: "none: gateways are not answered there",
        isSecret: true
    )
    static let gatewayRules = Setting(
        "gateway.rules",
        "File that says what each route behind a gateway asks for; without it reading asks for `read`, everything else for `write`.",
        values: "a path",
        byDefault: "none"
    )
    static let gatewayAudience = Setting(
        "gateway.audience",
        "For whom each answer that lets a call pass carries a signed statement of who calls (X-Llavero-Assertion): the `aud` your API expects.",
        values: "a text of at most 200 characters",
        byDefault: "none: nothing is signed"
    )
    static let upstream = Setting(
        "upstream",
        "The platform's own API, which gets live calls with headers that say who calls; for platforms without a gateway.",
        values: "an address such as `http://127.0.0.1:9000`, without a trailing slash",
        byDefault: "none: live calls are answered here"
    )
    static let upstreamSeconds = Setting(
        "upstream.seconds",
        "How long the platform's own API may be silent.",
        values: "1 to 50",
        byDefault: "30"
    )
    static let mailServer = Setting(
        "mail.server",
        "Submission server that takes mails; encrypted unless it is on this machine. Without one, mails are files in a folder.",
        values: "`smtp://HOST:PORT` or `smtps://HOST:PORT`",
        byDefault: "none"
    )
    static let mailUser = Setting(
        "mail.user",
        "User name at the submission server.",
        values: "a text",
        byDefault: "none"
    )
    static let mailPassword = Setting(
        "mail.password",
        "Password at the submission server.",
        values: "a text",
        byDefault: "none",
        isSecret: true
    )
    static let mailSender = Setting(
        "mail.sender",
        "Address that mails come from.",
        values: "an e-mail address",
        byDefault: "llavero@localhost.localdomain"
    )
    static let mailFolder = Setting(
        "mail.folder",
        "Folder that gets mails as files while no submission server is set.",
        values: "a path",
        byDefault: "outbox in the data folder"
    )

    static let all: [Setting] = [
        dataDirectory, database, postgresSchema, postgresConnections, keyringFile, host, port, baseURL, logLevel,
        passwordHashing, sharesPerApplication, trustedProxies, signUp, codeLife, accessTokenLife, refreshTokenLife,
        ownTokenLife, oauthCalls, rememberedCredentials, gatewayListen, gatewaySecret,
        gatewayRules, gatewayAudience, upstream, upstreamSeconds, mailServer, mailUser, mailPassword, mailSender,
        mailFolder,
    ]
}

import HTTPTypes

/// Which header fields go on between a client and what is behind this server.
enum PassedFields {
    /// Of one connection, never passed on (RFC 9110 section 7.6.1).
    private static let ofConnection: Set<String> = [
        "connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]
    /// What this server says of a call; nobody else may.
    private static let ownPrefixes = ["x-llavero-", "x-forwarded-"]
    /// What the platform needs no more, and what this server sets itself.
    private static let replacedInRequests: Set<String> = [
        "authorization", "dpop", "host", "expect", "content-length", "traceparent", "tracestate", "x-request-id",
        // The panel's, of the same origin.
        "cookie",
        // Where a caller would say another address, or ask for something else than what was judged.
        "forwarded", "x-real-ip", "x-client-ip", "true-client-ip", "x-original-method", "x-original-uri",
        "x-original-url", "x-rewrite-url", "x-http-method", "x-http-method-override", "x-method-override",
    ]
    /// What would act on the panel, which has the same origin, is among them.
    private static let replacedInAnswers: Set<String> = [
        "date", "server", "x-request-id", "llavero-sandbox", "set-cookie", "clear-site-data", "service-worker-allowed",
        "content-security-policy", "strict-transport-security", "x-content-type-options", "x-frame-options",
        "referrer-policy",
    ]

    static func ofRequest(_ fields: HTTPFields) -> HTTPFields { self.passed(fields, but: self.replacedInRequests) }

    static func ofAnswer(_ fields: HTTPFields) -> HTTPFields { self.passed(fields, but: self.replacedInAnswers) }

    /// Many servers read an underscore in a name as a hyphen.
    private static func plainName(_ name: String) -> String { name.replacing("_", with: "-") }

    private static func passed(_ fields: HTTPFields, but replaced: Set<String>) -> HTTPFields {
        let named = fields[values: .connection].flatMap { $0.split(separator: ",") }
            .map { Self.plainName($0.filter { $0 != " " && $0 != "\t" }.lowercased()) }
        let dropped = self.ofConnection.union(replaced).union(named)
        var passed = HTTPFields()
        for field in fields {
            let name = self.plainName(field.name.canonicalName)
            guard !dropped.contains(name), !self.ownPrefixes.contains(where: name.hasPrefix) else { continue }
            passed.append(field)
        }
        return passed
    }
}

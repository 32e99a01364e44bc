import HTTPTypes

/// Which header fields go on between a client and what is behind this server.
enum PassedFields {
    /// Of one connection, never passed on (RFC 9110 section 7.6.1).
    private static let ofConnection: Set<String> = [
        "connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]
    /// What this server says of a call; nobody else may.
    private static let ownPrefix = "x-llavero-"
    /// What the platform needs no more, and what this server sets itself.
    private static let replacedInRequests: Set<String> = [
        "authorization", "dpop", "host", "expect", "content-length", "traceparent", "tracestate", "x-request-id",
        "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "forwarded", "x-real-ip",
    ]
    private static let replacedInAnswers: Set<String> = ["date", "server", "x-request-id", "llavero-sandbox"]

    static func ofRequest(_ fields: HTTPFields) -> HTTPFields { self.passed(fields, but: self.replacedInRequests) }

    static func ofAnswer(_ fields: HTTPFields) -> HTTPFields { self.passed(fields, but: self.replacedInAnswers) }

    private static func passed(_ fields: HTTPFields, but replaced: Set<String>) -> HTTPFields {
        let named = fields[values: .connection].flatMap { $0.split(separator: ",") }
            .map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
        let dropped = self.ofConnection.union(replaced).union(named)
        var passed = HTTPFields()
        for field in fields {
            let name = field.name.canonicalName
            guard !dropped.contains(name), !name.hasPrefix(self.ownPrefix) else { continue }
            passed.append(field)
        }
        return passed
    }
}

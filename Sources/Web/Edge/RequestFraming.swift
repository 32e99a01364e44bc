import NIOHTTP1

/// What a request's head says of its own form, read in one pass: HTTP libraries forgive what two readers could
/// understand in two ways.
struct RequestFraming {
    /// The first Host.
    private(set) var host: String?
    private(set) var hosts = 0
    /// Whether the client waits for leave to send the body (RFC 9110 section 10.1.1).
    private(set) var awaitsContinue = false
    /// Whether the client would go on in another protocol: the parser reads nothing behind such a request.
    private(set) var wantsUpgrade = false
    /// The target's path and query; nil when the request must not be read: its target is neither a path nor the whole
    /// address of the same host (RFC 9112 section 3.2), or it has chunks where HTTP does not know them or with another
    /// coding (section 6.1).
    private(set) var path: String?

    init(_ head: HTTPRequestHead) {
        var codings = 0
        var isChunked = false
        for (name, value) in head.headers {
            switch name.utf8.count {
            case 4 where name.isHeader("host"):
                self.hosts += 1
                if self.host == nil { self.host = value }
            case 6 where name.isHeader("expect"):
                if value.lowercased() == "100-continue" { self.awaitsContinue = true }
            case 7 where name.isHeader("upgrade"): self.wantsUpgrade = true
            case 17 where name.isHeader("transfer-encoding"):
                codings += 1
                isChunked = value.lowercased() == "chunked"
            default: break
            }
        }
        let knowsChunks = head.version.major > 1 || head.version.minor > 0
        if !knowsChunks { self.awaitsContinue = false }
        guard codings == 0 || (codings == 1 && isChunked && knowsChunks) else { return }
        self.path = Self.path(head.uri, host: self.host)
    }

    private static func path(_ target: String, host: String?) -> String? {
        if target.utf8.first == UInt8(ascii: "/") { return target }
        guard let host else { return nil }
        let origin = "http://\(host)"
        return target.hasPrefix("\(origin)/") ? String(target.dropFirst(origin.count)) : nil
    }
}

extension String {
    /// Whether a header's name is this one, which is in lower case and as long.
    func isHeader(_ name: StaticString) -> Bool {
        let isEqual = self.utf8.withContiguousStorageIfAvailable { bytes in
            for (index, byte) in bytes.enumerated() {
                let expected = name.utf8Start[index]
                guard byte == expected || (byte | 0x20 == expected && byte >= UInt8(ascii: "A")) else { return false }
            }
            return true
        }
        return isEqual ?? (self.lowercased() == name.description)
    }
}

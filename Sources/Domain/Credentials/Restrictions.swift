/// What the owner of an application sets for one of its pairs: from where and how often it works.
package struct Restrictions: Equatable, Sendable {
    package static let none = Restrictions(networks: [], origins: [], callsPerMinute: nil, checked: ())
    package static let networksMax = 50
    package static let originsMax = 50
    package static let callsPerMinuteMax: Int64 = 1_000_000

    /// From where the pair's secrets work; empty for everywhere.
    package let networks: [Network]
    /// The pages that may use its Public Key; empty for all.
    package let origins: [WebOrigin]
    /// How often each credential of the pair works in a minute, counted by each server; nil without such a bound.
    package let callsPerMinute: Int64?

    /// - Throws: `restrictions_invalid` beyond the bounds above.
    package init(networks: [Network], origins: [WebOrigin], callsPerMinute: Int64?) throws(Failure) {
        guard networks.count <= Self.networksMax else {
            throw Failure(.restrictionsInvalid, field: "networks", expected: "at most \(Self.networksMax)")
        }
        guard origins.count <= Self.originsMax else {
            throw Failure(.restrictionsInvalid, field: "origins", expected: "at most \(Self.originsMax)")
        }
        if let callsPerMinute, !(1...Self.callsPerMinuteMax).contains(callsPerMinute) {
            throw Failure(
                .restrictionsInvalid,
                field: "calls_per_minute",
                expected: "a number from 1 to \(Self.callsPerMinuteMax)"
            )
        }
        self.init(networks: networks, origins: origins, callsPerMinute: callsPerMinute, checked: ())
    }

    private init(networks: [Network], origins: [WebOrigin], callsPerMinute: Int64?, checked: Void) {
        self.networks = networks
        self.origins = origins
        self.callsPerMinute = callsPerMinute
    }

    /// Reads what a person typed or a program sent; repeated ones count once.
    /// - Throws: `restrictions_invalid`, which names the field and its form.
    package init(
        networkTexts: [String],
        originTexts: [String],
        callsPerMinute: Int64?
    ) throws(Failure) {
        let networks = try Self.read(
            networkTexts,
            "networks",
            expected: "addresses and networks such as 203.0.113.7 or 2001:db8::/48",
            Network.init
        )
        let origins = try Self.read(
            originTexts,
            "origins",
            expected: "origins of pages such as https://shop.example or http://localhost:3000",
            WebOrigin.init
        )
        try self.init(networks: networks, origins: origins, callsPerMinute: callsPerMinute)
    }

    private static func read<Value: Hashable>(
        _ texts: [String],
        _ field: String,
        expected: String,
        _ make: (String) -> Value?
    ) throws(Failure) -> [Value] {
        var values: [Value] = []
        for text in texts {
            guard let value = make(text) else { throw Failure(.restrictionsInvalid, field: field, expected: expected) }
            if !values.contains(value) { values.append(value) }
        }
        return values
    }

    /// What they say against a use of one of the pair's credentials: pages use a Public Key, servers everything else.
    package func denial(_ kind: Credential.Kind, address: String, origin: String?) -> Denial? {
        guard kind == .publicKey else { return self.allows(address: address) ? nil : .addressNotAllowed(address) }
        return self.allows(origin: origin) ? nil : .originNotAllowed(origin)
    }

    /// Whether the pair's secrets work for whoever has this address.
    package func allows(address: String) -> Bool {
        guard !self.networks.isEmpty else { return true }
        guard let address = IPAddress(address) else { return false }
        return self.networks.contains { $0.contains(address) }
    }

    /// Whether its Public Key works in the page of this origin; nil for programs, which have none.
    package func allows(origin: String?) -> Bool {
        guard !self.origins.isEmpty else { return true }
        guard let origin = origin.flatMap({ WebOrigin($0) }) else { return false }
        return self.origins.contains(origin)
    }
}

/// The origin of a page: scheme, host and port (RFC 6454 section 6.2).
package struct WebOrigin: Hashable, Sendable {
    package let text: String

    /// Nil unless the text is `https://host[:port]` or the same with `http`; kept in lower case and without the port
    /// that the scheme has by itself, as browsers write it.
    package init?(_ text: String) {
        let lower = text.lowercased()
        guard text.utf8.count <= 267, let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else {
            return nil
        }
        var authority = String(lower.dropFirst(scheme.count))
        guard !authority.contains("/"), !authority.contains("?"), WebAddress("https://\(authority)") != nil else {
            return nil
        }
        let ownPort = scheme == "https://" ? ":443" : ":80"
        if authority.hasSuffix(ownPort) { authority.removeLast(ownPort.count) }
        self.text = scheme + authority
    }
}

/// The pair that restrictions are of: an application's own of a mode, or that of a share.
package struct RestrictedPair: Hashable, Sendable {
    package let applicationID: Application.ID
    package let mode: Mode
    package let shareID: Share.ID?

    package init(_ applicationID: Application.ID, _ mode: Mode, share: Share.ID? = nil) {
        self.applicationID = applicationID
        self.mode = mode
        self.shareID = share
    }
}

/// One browser in which a person is signed in.
package struct Session: Equatable, Sendable {
    package typealias ID = TextID<Session>

    package let id: ID
    package let accountID: Account.ID
    package let createdAt: Timestamp
    package let lastSeenAt: Timestamp
    /// Its end, however much it is used.
    package let expiresAt: Timestamp
    /// When the person last proved who they are; nil while the second factor is still to come.
    package let provenAt: Timestamp?
    /// Where it was opened, for the person to recognise it.
    package let address: String
    package let browser: String

    package init(
        id: ID,
        accountID: Account.ID,
        createdAt: Timestamp,
        lastSeenAt: Timestamp,
        expiresAt: Timestamp,
        provenAt: Timestamp?,
        address: String,
        browser: String
    ) {
        self.id = id
        self.accountID = accountID
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.expiresAt = expiresAt
        self.provenAt = provenAt
        self.address = address
        self.browser = browser
    }

    /// Whether the password was right and the second factor is still to come.
    package var awaitsCode: Bool { self.provenAt == nil }

    /// Whether it still lasts: neither at its end nor idle for too long, nor begun by a clock that was ahead.
    package func isLive(at now: Timestamp) -> Bool {
        now < self.expiresAt && now < self.lastSeenAt.adding(Limits.sessionIdle)
            && self.createdAt <= now.adding(Limits.clockStepMax)
    }

    /// Whether what reveals, renews, shares or deletes may be done without another proof.
    package func isFreshlyProven(at now: Timestamp) -> Bool {
        self.provenAt.map { now < $0.adding(Limits.proofLife) } ?? false
    }
}

/// A browser's name in words, as its User-Agent tells.
package enum BrowserName {
    package static func text(userAgent: String?) -> String {
        let agent = (userAgent ?? "").prefix(400)
        let browsers = [
            ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ]
        let systems = [
            ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
            ("Linux", "Linux"),
        ]
        let browser = browsers.first { agent.contains($0.0) }?.1
        let system = systems.first { agent.contains($0.0) }?.1
        return [browser, system].compactMap(\.self).joined(separator: ", ")
    }
}

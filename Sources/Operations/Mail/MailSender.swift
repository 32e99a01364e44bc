package import Domain

/// A mail as it leaves the server.
package struct OutgoingMail: Sendable {
    package let id: Mail.ID
    package let recipient: EmailAddress
    package let subject: String
    /// Plain text; it may hold a link that opens an account, so it is neither logged nor kept.
    package let text: Secret
    package let createdAt: Timestamp
}

/// Hands mails to whatever carries them.
package protocol MailSender: Sendable {
    /// - Throws: `MailFailure` when the mail was not taken; it is tried again.
    func send(_ mail: OutgoingMail) async throws
}

/// Why a mail was not taken; the text is for the operator's log and without the mail's content.
package struct MailFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

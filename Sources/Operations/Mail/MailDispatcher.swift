import Domain
import Logging
import ServiceLifecycle
import Storage

/// Hands queued mails to the sender, and tries again what was not taken.
package struct MailDispatcher: Service {
    private static let batchMax: Int64 = 20

    private let context: OperationContext
    private let sender: any MailSender
    private let base: @Sendable () -> String
    private let interval: Duration

    /// - Parameter base: The address under which clients reach the server, for links.
    package init(
        _ context: OperationContext,
        sender: any MailSender,
        base: @escaping @Sendable () -> String,
        interval: Duration = .seconds(1)
    ) {
        self.context = context
        self.sender = sender
        self.base = base
        self.interval = interval
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await self.runOnce()
                } catch {
                    self.context.logger.error("mails cannot be read", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: self.interval)
            }
        }
    }

    /// Hands over what is due now.
    package func runOnce() async throws {
        let now = self.context.time.now()
        let due = try await self.context.store.read { try $0.mailsDue(at: now, limit: Self.batchMax) }
        for mail in due { try await self.handOver(mail, at: now) }
    }

    private func handOver(_ mail: Mail, at now: Timestamp) async throws {
        guard let next = mail.nextAttempt(after: now) else {
            self.context.logger.error("a mail is given up", metadata: ["mail": "\(mail.id)", "kind": "\(mail.kind)"])
            return try await self.context.store.write { try $0.deleteMail(mail.id) }
        }
        // Claimed before it is sent: of several processes one sends it, and a crash between means a late mail, not two.
        guard try await self.context.store.write({ try $0.claim(mail, until: next) }) else { return }
        do {
            try await self.sender.send(self.outgoing(mail))
        } catch {
            return self.context.logger.warning(
                "a mail was not taken",
                metadata: ["mail": "\(mail.id)", "kind": "\(mail.kind)", "error": "\(error)"]
            )
        }
        try await self.context.store.write { try $0.deleteMail(mail.id) }
    }

    private func outgoing(_ mail: Mail) -> OutgoingMail {
        let wording = MailWording(mail.kind)
        var details = mail.details
        details["base"] = self.base()
        details["role"] = details["role"].map { MailWording.role($0, mail.language) }
        if let link = details["link"] { details["link"] = self.context.code(of: AccountLink.ID(link)).reveal() }
        return OutgoingMail(
            id: mail.id,
            recipient: mail.recipient,
            subject: wording.subject[mail.language],
            text: Secret(Self.fill(wording.text[mail.language], details) + "\n"),
            createdAt: mail.createdAt
        )
    }

    /// Fills the places of a text in one pass, so that a detail cannot bring places of its own.
    private static func fill(_ text: String, _ details: [String: String]) -> String {
        var result = ""
        var rest = text[...]
        while let opening = rest.firstIndex(of: "{"), let closing = rest[opening...].firstIndex(of: "}") {
            result += rest[..<opening]
            result += details[String(rest[rest.index(after: opening)..<closing])] ?? ""
            rest = rest[rest.index(after: closing)...]
        }
        return result + rest
    }
}

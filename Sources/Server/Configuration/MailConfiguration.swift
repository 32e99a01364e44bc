import Domain
import Operations

/// Where mails go.
struct MailConfiguration: Sendable {
    let sender: any MailSender
    /// The folder that gets mails as files; nil when a submission server takes them.
    let folder: String?

    /// - Throws: `ConfigurationFailure`.
    init(_ source: SettingSource, dataDirectory: String) throws(ConfigurationFailure) {
        let from: EmailAddress
        do {
            from = try EmailAddress(source[.mailSender] ?? "llavero@localhost.localdomain")
        } catch {
            throw ConfigurationFailure(.mailSender, "use an address of the form name@domain")
        }
        guard let address = source[.mailServer] else {
            let folder = source[.mailFolder] ?? "\(dataDirectory)/outbox"
            self.sender = OutboxFolder(path: folder)
            self.folder = folder
            return
        }
        guard address.hasPrefix("smtp://") || address.hasPrefix("smtps://"), !address.contains("@") else {
            throw ConfigurationFailure(
                .mailServer,
                "use smtp://HOST:PORT or smtps://HOST:PORT; user and password are settings of their own"
            )
        }
        guard (source[.mailUser] == nil) == (source[.mailPassword] == nil) else {
            throw ConfigurationFailure(.mailUser, "give mail.user and mail.password together, or neither")
        }
        self.folder = nil
        self.sender = SubmissionServer(
            address: address,
            user: source[.mailUser],
            password: source[.mailPassword].map { Secret($0) },
            message: MessageText(sender: from, domain: String(from.text.split(separator: "@")[1]))
        )
    }
}

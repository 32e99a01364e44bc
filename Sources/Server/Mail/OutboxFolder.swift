import Domain
import Foundation
import Operations

/// Writes mails into a folder, one readable file each, where no mail system is configured.
struct OutboxFolder: MailSender {
    let path: String

    func send(_ mail: OutgoingMail) async throws {
        do {
            try FileManager.default.createDirectory(
                atPath: self.path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw MailFailure("the folder \(self.path) cannot be made")
        }
        let text = "To: \(mail.recipient)\nSubject: \(mail.subject)\n\n\(mail.text.reveal())"
        let file = "\(self.path)/\(mail.id).txt"
        let options: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        // Under another name first: whoever watches the folder sees whole mails only.
        guard FileManager.default.createFile(atPath: file + ".part", contents: Data(text.utf8), attributes: options),
            rename(file + ".part", file) == 0
        else { throw MailFailure("\(file) cannot be written") }
    }
}

import Domain
import Foundation
import Operations

/// The form of a mail on its way (RFC 5322, with RFC 2047 words in the subject).
struct MessageText {
    let sender: EmailAddress
    let domain: String

    /// The whole message, lines ended by CR LF.
    func text(of mail: OutgoingMail) -> String {
        let lines = [
            "From: Llavero <\(self.sender.text)>", "To: <\(mail.recipient.text)>",
            "Subject: \(Self.word(mail.subject))", "Date: \(Self.date(mail.createdAt))",
            "Message-ID: <\(mail.id)@\(self.domain)>", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated", "",
        ]
        return lines.joined(separator: "\r\n") + "\r\n" + Self.base64(mail.text.reveal())
    }

    private static func word(_ text: String) -> String {
        "=?UTF-8?B?\(Data(text.utf8).base64EncodedString())?="
    }

    private static func base64(_ text: String) -> String {
        let body = text.replacing("\n", with: "\r\n")
        return Data(body.utf8)
            .base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
            + "\r\n"
    }

    private static func date(_ instant: Timestamp) -> String {
        let time = CivilTime(instant, offsetMinutes: 0)
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return
            "\(time.day) \(months[Int(time.month) - 1]) \(time.year) \(two(time.hour)):\(two(time.minute)):\(two(time.second)) +0000"
    }
}

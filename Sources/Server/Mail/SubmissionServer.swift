import CLibCurl
import Dispatch
import Domain
import Operations

/// Hands mails to a submission server (RFC 6409) through libcurl, always encrypted unless it is on this machine.
struct SubmissionServer: MailSender {
    /// `smtp://` or `smtps://` with host and port.
    let address: String
    let user: String?
    let password: Secret?
    let message: MessageText

    private static let queue = DispatchQueue(label: "mail")
    private static let secondsMax = 30

    func send(_ mail: OutgoingMail) async throws {
        let text = self.message.text(of: mail)
        let failure: String? = await withCheckedContinuation { continuation in
            // libcurl waits for the network: never on a thread that serves requests.
            Self.queue.async { continuation.resume(returning: self.submit(text, to: mail.recipient)) }
        }
        if let failure { throw MailFailure(failure) }
    }

    /// Nil when the server took the mail.
    private func submit(_ text: String, to recipient: EmailAddress) -> String? {
        guard let handle = curl_easy_init() else { return "libcurl has no memory" }
        defer { curl_easy_cleanup(handle) }
        let recipients = curl_slist_append(nil, "<\(recipient.text)>")
        defer { curl_slist_free_all(recipients) }
        let content = MessageContent(text)
        let reader = Unmanaged.passUnretained(content).toOpaque()
        var settings = [
            llavero_curl_set_text(handle, CURLOPT_URL, self.address),
            llavero_curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(self.message.sender.text)>"),
            llavero_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients),
            llavero_curl_set_number(handle, CURLOPT_UPLOAD, 1),
            llavero_curl_set_number(handle, CURLOPT_TIMEOUT, Self.secondsMax),
            llavero_curl_set_number(handle, CURLOPT_NOSIGNAL, 1),
            llavero_curl_set_number(handle, CURLOPT_USE_SSL, self.isLocal ? 0 : Int(CURLUSESSL_ALL.rawValue)),
            llavero_curl_set_reader(handle, readMessage, reader),
        ]
        if let user, let password {
            settings.append(llavero_curl_set_text(handle, CURLOPT_USERNAME, user))
            settings.append(llavero_curl_set_text(handle, CURLOPT_PASSWORD, password.reveal()))
        }
        guard settings.allSatisfy({ $0 == CURLE_OK }) else { return "libcurl lacks an option that mail needs" }
        let result = withExtendedLifetime(content) { curl_easy_perform(handle) }
        return result == CURLE_OK ? nil : String(cString: curl_easy_strerror(result))
    }

    private var isLocal: Bool {
        ["smtp://localhost", "smtp://127.0.0.1", "smtp://[::1]"].contains { self.address.hasPrefix($0) }
    }
}

/// A message that libcurl reads piece by piece.
private final class MessageContent {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        self.bytes = Array(text.utf8)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let part = self.bytes[self.position...].prefix(buffer.count)
        buffer.copyBytes(from: part)
        self.position += part.count
        return part.count
    }
}

private func readMessage(
    _ buffer: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ data: UnsafeMutableRawPointer?
) -> Int {
    guard let buffer, let data else { return 0 }
    let content = Unmanaged<MessageContent>.fromOpaque(data).takeUnretainedValue()
    return content.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
}

import HTTPTypes
import NIOCore

/// Writes answers in HTTP/1.1 (RFC 9112); one that fits is written in one piece.
struct AnswerWriter {
    /// Larger pieces of a body are not copied.
    private static let copiedBytesMax = 16 * 1_024

    /// Room for nearly every answer.
    private static let answerBytes = 1_024

    private var bytes = ByteBuffer()
    private var isChunked = false
    private var hasBody = true

    var hasBytes: Bool { self.bytes.readableBytes > 0 }

    /// - Parameter hasBody: False for an answer to HEAD.
    mutating func begin(_ response: HTTPResponse, hasBody: Bool) {
        let code = response.status.code
        let mayHaveBody = code >= 200 && code != 204 && code != 304
        self.hasBody = hasBody && mayHaveBody
        self.isChunked = self.hasBody && !response.headerFields.contains(.contentLength)
        self.bytes.reserveCapacity(minimumWritableBytes: Self.answerBytes)
        self.bytes.writeStaticString("HTTP/1.1 ")
        self.bytes.writeString(String(code))
        self.bytes.writeStaticString(" ")
        self.bytes.writeString(response.status.reasonPhrase)
        self.bytes.writeStaticString("\r\n")
        // What frames the body is said here alone (section 6.1).
        for field in response.headerFields where field.name != .transferEncoding {
            if !mayHaveBody, field.name == .contentLength { continue }
            self.write(field)
        }
        self.bytes.writeStaticString(self.isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n")
    }

    /// Whether a piece is small enough to be copied.
    func takes(_ piece: ByteBuffer) -> Bool { !self.hasBody || piece.readableBytes <= Self.copiedBytesMax }

    mutating func add(_ piece: ByteBuffer) {
        // An empty chunk would end the body.
        guard self.hasBody, piece.readableBytes > 0 else { return }
        self.beginPiece(piece.readableBytes)
        self.bytes.writeImmutableBuffer(piece)
        self.endPiece()
    }

    /// Everything up to a piece that follows by itself.
    mutating func take(before piece: ByteBuffer) -> ByteBuffer {
        self.beginPiece(piece.readableBytes)
        return self.take()
    }

    mutating func endPiece() {
        if self.isChunked { self.bytes.writeStaticString("\r\n") }
    }

    mutating func end(_ trailers: HTTPFields?) {
        guard self.isChunked else { return }
        self.bytes.writeStaticString("0\r\n")
        for field in trailers ?? [:] { self.write(field) }
        self.bytes.writeStaticString("\r\n")
    }

    mutating func take() -> ByteBuffer {
        let taken = self.bytes
        self.bytes = ByteBuffer()
        return taken
    }

    private mutating func beginPiece(_ count: Int) {
        guard self.isChunked else { return }
        self.bytes.writeString(String(count, radix: 16))
        self.bytes.writeStaticString("\r\n")
    }

    private mutating func write(_ field: HTTPField) {
        self.bytes.writeString(field.name.rawName)
        self.bytes.writeStaticString(": ")
        self.bytes.writeString(field.value)
        self.bytes.writeStaticString("\r\n")
    }
}

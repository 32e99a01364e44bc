import HTTPTypes
import NIOCore

/// Writes answers in HTTP/1.1 (RFC 9112); one that fits is written in one piece.
struct AnswerWriter {
    /// Larger pieces of a body are not copied.
    private static let copiedBytesMax = 16 * 1_024

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
        var head = HeadText()
        head.add("HTTP/1.1 \(code) ")
        head.add(response.status.reasonPhrase)
        head.add("\r\n")
        // What frames the body is said here alone (section 6.1).
        for field in response.headerFields where field.name != .transferEncoding {
            if !mayHaveBody, field.name == .contentLength { continue }
            head.add(field)
        }
        head.add(self.isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n")
        head.write(to: &self.bytes, andRoomFor: Self.bodyBytesUsual)
    }

    /// Room for the body that nearly every answer has.
    private static let bodyBytesUsual = 512

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
        var text = HeadText()
        text.add("0\r\n")
        for field in trailers ?? [:] { text.add(field) }
        text.add("\r\n")
        text.write(to: &self.bytes, andRoomFor: 0)
    }

    mutating func take() -> ByteBuffer {
        let taken = self.bytes
        self.bytes = ByteBuffer()
        return taken
    }

    private mutating func beginPiece(_ count: Int) {
        guard self.isChunked else { return }
        self.bytes.writeString("\(String(count, radix: 16))\r\n")
    }
}

/// Lines that are put together before they are written: a buffer takes one large piece sooner than fifty small ones.
private struct HeadText {
    private var bytes: [UInt8] = []

    init() {
        self.bytes.reserveCapacity(1_024)
    }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { self.bytes.append(contentsOf: $0) }
    }

    mutating func add(_ field: HTTPField) {
        self.add(field.name.rawName)
        self.add(": ")
        self.add(field.value)
        self.add("\r\n")
    }

    func write(to buffer: inout ByteBuffer, andRoomFor more: Int) {
        buffer.reserveCapacity(minimumWritableBytes: self.bytes.count + more)
        buffer.writeBytes(self.bytes)
    }
}

import Domain
import HTTPTypes
import NIOCore
import Operations

/// Writes answers in HTTP/1.1 (RFC 9112); one that fits is written in one piece.
struct AnswerWriter {
    /// Larger pieces of a body are not copied.
    private static let copiedBytesMax = 16 * 1_024
    /// Room for the body that nearly every answer has.
    private static let bodyBytesUsual = 512

    private let time: any TimeSource
    private var bytes = ByteBuffer()
    private var isChunked = false
    private var hasBody = true
    /// Whether a part of an answer is written, and not its end.
    private(set) var hasBegun = false
    /// Whether the connection ends with the answer.
    private(set) var isLast = false
    /// What every answer says, for one second.
    private var common = (second: Int64(-1), text: "")

    init(_ time: any TimeSource) {
        self.time = time
    }

    /// - Parameter isLast: Whether the connection ends with it, whatever the answer itself says.
    mutating func begin(_ response: HTTPResponse, to request: EdgeHTTPHandler.Arrived, isLast: Bool) {
        let code = response.status.code
        let fields = response.headerFields
        let mayHaveBody = code >= 200 && code != 204 && code != 304
        let hasUnknownLength = mayHaveBody && !fields.contains(.contentLength)
        let saysClose = fields.contains(.connection) && fields[.connection]?.lowercased() == "close"
        self.hasBegun = true
        self.hasBody = mayHaveBody && request.head.method != .head
        self.isChunked = self.hasBody && hasUnknownLength && request.knowsChunks
        // Without chunks the end of a body of unknown length is that of the connection (section 6.3).
        self.isLast = isLast || saysClose || (hasUnknownLength && !request.knowsChunks)
        self.bytes.write(
            code == 200 ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 \(code) \(response.status.reasonPhrase)\r\n",
            self.currentCommon(),
            fields,
            // What frames the body is said here alone (section 6.1).
            leftOut: { $0 == .transferEncoding || (!mayHaveBody && $0 == .contentLength) },
            Self.framing(isChunked: self.isChunked, saysClose: self.isLast && !saysClose),
            andRoomFor: Self.bodyBytesUsual
        )
    }

    /// The last lines of a head.
    private static func framing(isChunked: Bool, saysClose: Bool) -> String {
        switch (isChunked, saysClose) {
        case (false, false): "\r\n"
        case (false, true): "Connection: close\r\n\r\n"
        case (true, false): "Transfer-Encoding: chunked\r\n\r\n"
        case (true, true): "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        }
    }

    private mutating func currentCommon() -> String {
        let second = self.time.now().milliseconds / 1_000
        if second != self.common.second {
            self.common = (second, "Server: llavero\r\nDate: \(HTTPDate.text(secondsSince1970: second))\r\n")
        }
        return self.common.text
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
        self.hasBegun = false
        guard self.isChunked else { return }
        self.bytes.write("0\r\n", "", trailers ?? [:], leftOut: { _ in false }, "\r\n", andRoomFor: 0)
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

extension ByteBuffer {
    /// Writes lines in one go: fifty small pieces cost more than the answer they are of.
    fileprivate mutating func write(
        _ first: String,
        _ second: String,
        _ fields: HTTPFields,
        leftOut isLeftOut: (HTTPField.Name) -> Bool,
        _ last: String,
        andRoomFor more: Int
    ) {
        let separators = 4
        var count = first.utf8.count + second.utf8.count + last.utf8.count
        for field in fields { count += field.name.rawName.utf8.count + field.value.utf8.count + separators }
        self.reserveCapacity(minimumWritableBytes: count + more)
        self.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { bytes in
            var filled = FilledBytes(bytes)
            filled.add(first)
            filled.add(second)
            for field in fields where !isLeftOut(field.name) {
                filled.add(field.name.rawName)
                filled.add(": ")
                filled.add(field.value)
                filled.add("\r\n")
            }
            filled.add(last)
            return filled.count
        }
    }
}

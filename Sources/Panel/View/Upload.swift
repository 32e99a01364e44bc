import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// The parts of a form with a file (RFC 7578); a file's own name is never used.
struct Upload: Sendable {
    let fields: [(name: String, value: [UInt8])]

    private static let partsMax = 10

    /// - Throws: `unsupported_media_type`, `payload_too_large` or `upload_invalid`.
    static func read(_ request: Request) async throws -> Upload {
        guard let boundary = self.boundary(request.headers[.contentType] ?? "") else {
            throw Failure(.unsupportedMediaType)
        }
        do {
            let buffer = try await request.body.collect(upTo: Limits.uploadBytesMax)
            return try Upload(Array(buffer.readableBytesView), boundary: boundary)
        } catch is NIOTooManyBytesError {
            throw Failure(.payloadTooLarge, expected: String(Limits.uploadBytesMax))
        }
    }

    /// - Throws: `upload_invalid`.
    init(_ bytes: [UInt8], boundary: String) throws(Failure) {
        let mark = Array("--\(boundary)".utf8)
        var fields: [(name: String, value: [UInt8])] = []
        guard bytes.starts(with: mark) else { throw Failure(.uploadInvalid) }
        var rest = bytes.dropFirst(mark.count)
        let end = Array("\r\n--\(boundary)".utf8)
        while !rest.starts(with: Array("--".utf8)) {
            guard fields.count < Self.partsMax, rest.starts(with: Array("\r\n".utf8)),
                let headEnd = rest.firstRange(of: Array("\r\n\r\n".utf8)),
                let partEnd = rest[headEnd.upperBound...].firstRange(of: end),
                let name = Self.name(in: String(decoding: rest[..<headEnd.lowerBound], as: UTF8.self))
            else { throw Failure(.uploadInvalid) }
            fields.append((name, Array(rest[headEnd.upperBound..<partEnd.lowerBound])))
            rest = rest[partEnd.upperBound...]
        }
        self.fields = fields
    }

    /// What was sent under a name, once.
    subscript(name: String) -> [UInt8]? {
        let found = self.fields.filter { $0.name == name }
        return found.count == 1 ? found[0].value : nil
    }

    private static func boundary(_ type: String) -> String? {
        guard type.lowercased().hasPrefix("multipart/form-data;"),
            let match = type.firstMatch(of: /boundary="?([0-9A-Za-z'()+_,.\/:=?-]{1,70})"?\s*$/)
        else { return nil }
        return String(match.1)
    }

    private static func name(in head: String) -> String? {
        guard head.utf8.count <= 2_048 else { return nil }
        let match = head.firstMatch(of: /(?i)\r\ncontent-disposition:\s*form-data;\s*name="([A-Za-z_]{1,40})"/)
        return match.map { String($0.1) }
    }
}

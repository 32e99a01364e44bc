import Domain
import HummingbirdCore
import NIOCore

/// A request's body on its way, up to a bound.
struct BoundedBody: AsyncSequence, Sendable {
    let base: RequestBody
    let bytesMax: Int

    struct Iterator: AsyncIteratorProtocol {
        var base: RequestBody.AsyncIterator
        var left: Int
        let bytesMax: Int

        /// - Throws: `payload_too_large`.
        mutating func next() async throws -> ByteBuffer? {
            guard let piece = try await self.base.next() else { return nil }
            self.left -= piece.readableBytes
            guard self.left >= 0 else { throw Domain.Failure(.payloadTooLarge, expected: String(self.bytesMax)) }
            return piece
        }
    }

    func makeAsyncIterator() -> Iterator {
        Iterator(base: self.base.makeAsyncIterator(), left: self.bytesMax, bytesMax: self.bytesMax)
    }
}

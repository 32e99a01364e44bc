import Domain
import HummingbirdCore
import NIOCore

/// A client's body that ended too soon, as told from what goes wrong on the platform's side.
struct BrokenBody: Error {
    let cause: any Error
}

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
            let next: ByteBuffer?
            do {
                next = try await self.base.next()
            } catch {
                throw BrokenBody(cause: error)
            }
            guard let piece = next else { return nil }
            self.left -= piece.readableBytes
            guard self.left >= 0 else { throw Domain.Failure(.payloadTooLarge, expected: String(self.bytesMax)) }
            return piece
        }
    }

    func makeAsyncIterator() -> Iterator {
        Iterator(base: self.base.makeAsyncIterator(), left: self.bytesMax, bytesMax: self.bytesMax)
    }
}

import NIOCore
import Synchronization

/// A body that arrives while it is read; bounded, since no more is read from the connection while it is full.
final class ArrivingBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    private static let bytesMax = 256 * 1_024

    private enum End {
        case complete
        case failed(any Error)
        /// Nobody reads it any more: what still comes is dropped.
        case abandoned
    }

    private struct State {
        var pieces = CircularBuffer<ByteBuffer>()
        var bytes = 0
        var end: End?
        var reader: CheckedContinuation<ByteBuffer?, any Error>?
    }

    private let state = Mutex(State())
    private let onRoom: @Sendable () -> Void

    /// - Parameter onRoom: Called when it is no longer full.
    init(onRoom: @escaping @Sendable () -> Void) {
        self.onRoom = onRoom
    }

    var isFull: Bool { self.state.withLock { $0.bytes >= Self.bytesMax } }

    func add(_ piece: ByteBuffer) {
        let reader = self.state.withLock { state -> CheckedContinuation<ByteBuffer?, any Error>? in
            guard state.end == nil else { return nil }
            if let reader = state.reader {
                state.reader = nil
                return reader
            }
            state.pieces.append(piece)
            state.bytes += piece.readableBytes
            return nil
        }
        reader?.resume(returning: piece)
    }

    func end() { self.end(.complete)?.resume(returning: nil) }

    func fail(_ error: any Error) { self.end(.failed(error))?.resume(throwing: error) }

    /// To be called when nobody will read it any more.
    func abandon() {
        self.end(.abandoned)?.resume(returning: nil)
        self.state.withLock { state in
            state.end = .abandoned
            state.pieces.removeAll()
            state.bytes = 0
        }
    }

    private func end(_ end: End) -> CheckedContinuation<ByteBuffer?, any Error>? {
        self.state.withLock { state in
            if state.end == nil { state.end = end }
            defer { state.reader = nil }
            return state.reader
        }
    }

    struct Iterator: AsyncIteratorProtocol, Sendable {
        let body: ArrivingBody

        func next() async throws -> ByteBuffer? { try await self.body.next() }
    }

    func makeAsyncIterator() -> Iterator { Iterator(body: self) }

    private func next() async throws -> ByteBuffer? {
        try await withCheckedThrowingContinuation { continuation in
            let (result, hasRoom) = self.state.withLock { state -> (Result<ByteBuffer?, any Error>?, Bool) in
                if let piece = state.pieces.popFirst() {
                    let wasFull = state.bytes >= Self.bytesMax
                    state.bytes -= piece.readableBytes
                    return (.success(piece), wasFull && state.bytes < Self.bytesMax)
                }
                switch state.end {
                case nil: state.reader = continuation
                case .complete, .abandoned: return (.success(nil), false)
                case .failed(let error): return (.failure(error), false)
                }
                return (nil, false)
            }
            if hasRoom { self.onRoom() }
            if let result { continuation.resume(with: result) }
        }
    }
}

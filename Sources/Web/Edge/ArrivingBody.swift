import NIOCore
import Synchronization

/// A body that arrives while it is read; bounded, since no more is read from the connection while it is full.
final class ArrivingBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    private static let bytesMax = 256 * 1_024

    private enum End {
        case complete
        case failed(any Error)
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

    /// What was not read yet is dropped, and so is what still comes.
    func fail(_ error: any Error) {
        self.end(.failed(error))?.resume(throwing: error)
        self.state.withLock { state in
            state.end = .failed(error)
            state.pieces.removeAll()
            state.bytes = 0
        }
    }

    /// To be called when its request is answered; whoever reads on all the same must not take it for complete.
    func abandon() { self.fail(CancellationError()) }

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
                case .complete: return (.success(nil), false)
                case .failed(let error): return (.failure(error), false)
                }
                return (nil, false)
            }
            if hasRoom { self.onRoom() }
            if let result { continuation.resume(with: result) }
        }
    }
}

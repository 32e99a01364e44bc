import HTTPTypes
import HummingbirdCore
import NIOCore

/// Takes a response's body from the task that makes it to the event loop that writes it.
struct EdgeBodyWriter: ResponseBodyWriter {
    private let head: HTTPResponse
    private let place: NIOLoopBound<(EdgeHTTPHandler, ChannelHandlerContext)>
    private let loop: any EventLoop
    private let bytes: Int?
    private var held: ByteBuffer?
    private var hasBegun = false

    init(
        _ head: HTTPResponse,
        _ place: NIOLoopBound<(EdgeHTTPHandler, ChannelHandlerContext)>,
        _ loop: any EventLoop
    ) {
        self.head = head
        self.place = place
        self.loop = loop
        self.bytes = head.headerFields.value(of: .contentLength).flatMap { Int($0) }
    }

    /// A piece that is the whole body is held back, to be written together with its head.
    mutating func write(_ buffer: ByteBuffer) async throws {
        if !self.hasBegun, self.held == nil, buffer.readableBytes == self.bytes {
            self.held = buffer
            return
        }
        if let held {
            self.held = nil
            try await self.send(held)
        }
        try await self.send(buffer)
    }

    consuming func finish(_ trailers: HTTPFields?) async throws {
        let (place, head, held) = (self.place, self.hasBegun ? nil : self.head, self.held)
        self.loop.execute {
            let (handler, context) = place.value
            handler.finish(head, held, trailers, context)
        }
    }

    private mutating func send(_ piece: ByteBuffer) async throws {
        let (place, head) = (self.place, self.hasBegun ? nil : self.head)
        self.hasBegun = true
        try await self.loop
            .flatSubmit {
                let (handler, context) = place.value
                return handler.write(head, piece, context)
            }
            .get()
    }
}

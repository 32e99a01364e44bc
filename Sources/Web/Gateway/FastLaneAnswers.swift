import Domain
import HTTPTypes
import NIOCore
import NIOHTTP1
import Operations

/// The headers of answers, made once for each caller; every event loop has its own.
final class FastLaneAnswers {
    private static let callersMax = 10_000

    private let time: any TimeSource
    private let common: HTTPHeaders
    private var ofCallers: [ObjectIdentifier: (caller: Caller, headers: HTTPHeaders)] = [:]
    private var date = (second: Int64(-1), text: "")
    private var requestNumber: UInt64

    init(_ lane: FastLane) {
        self.time = lane.time
        self.requestNumber = UInt64.random(in: .min ... .max)
        var common = HTTPHeaders()
        for field in SafeHeaders.ofData { common.add(name: field.name.rawName, value: field.value) }
        common.add(name: "Server", value: "llavero")
        if lane.isSandbox { common.add(name: "Llavero-Sandbox", value: "1") }
        self.common = common
    }

    /// The headers that let a request pass; a remembered caller is one object, so its headers are found by that.
    func headers(for caller: Caller?) -> HTTPHeaders {
        guard let caller else { return self.common }
        if let known = self.ofCallers[ObjectIdentifier(caller)] { return known.headers }
        let headers = self.headers(for: GatewayReply(caller))
        if self.ofCallers.count >= Self.callersMax { self.ofCallers.removeAll(keepingCapacity: true) }
        self.ofCallers[ObjectIdentifier(caller)] = (caller, headers)
        return headers
    }

    func headers(for reply: GatewayReply) -> HTTPHeaders {
        var headers = self.common
        for (name, value) in reply.headers { headers.add(name: name, value: value) }
        return headers
    }

    /// Adds what differs between two answers alike.
    func addWhatIsNew(to headers: inout HTTPHeaders, length: Int) {
        self.requestNumber &+= 1
        headers.add(name: "Content-Length", value: length == 0 ? "0" : String(length))
        headers.add(name: "X-Request-Id", value: String(self.requestNumber, radix: 16))
        headers.add(name: "Date", value: self.currentDate())
    }

    private func currentDate() -> String {
        let second = self.time.now().milliseconds / 1_000
        if second != self.date.second { self.date = (second, HTTPDate.text(secondsSince1970: second)) }
        return self.date.text
    }
}

import Domain
import HTTPTypes
import Metrics
import NIOCore
import NIOHTTP1
import Operations

/// What a question at the private listener is answered.
enum FastLaneReply: Sendable {
    case caller(Caller?)
    case failure(Failure)
    case metrics(String)
}

/// The bytes of answers, made once for each caller and each refusal; every event loop has its own.
final class FastLaneAnswers {
    /// An answer but for what differs between two alike.
    final class Answer {
        fileprivate let head: ByteBuffer
        fileprivate let body: ByteBuffer
        fileprivate let count: Counter

        fileprivate init(_ reply: GatewayReply, _ common: [(String, String)], _ measurements: Measurements) {
            self.count = measurements.answers(reply.status, at: .gateway)
            let status = HTTPResponseStatus(statusCode: reply.status)
            var head = ByteBuffer(string: "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n")
            for (name, value) in common + reply.headers where value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) {
                head.writeString("\(name): \(value)\r\n")
            }
            head.writeString("Content-Length: \(reply.body.count)\r\n")
            self.head = head
            self.body = ByteBuffer(bytes: reply.body)
        }
    }

    /// What a refusal's words depend on.
    private struct Refusal: Hashable {
        let code: Failure.Code
        let field: String?
        let expected: String?
    }

    private static let refusalsMax = 500

    private let time: any TimeSource
    private let problems: ProblemWriter
    private let measurements: Measurements
    private let assertions: CallerAssertions?
    private let common: [(String, String)]
    /// But for who calls.
    private let passing: Answer
    private var ofRefusals: [Refusal: Answer] = [:]
    private var date = (second: Int64(-1), text: ByteBuffer())
    private var requestNumber = UInt64.random(in: .min ... .max)

    init(_ lane: FastLane) {
        self.time = lane.time
        self.problems = lane.problems
        var common = SafeHeaders.ofData.map { ($0.name.rawName, $0.value) }
        common.append(("Server", "llavero"))
        if lane.isSandbox { common.append(("Llavero-Sandbox", "1")) }
        self.common = common
        self.measurements = lane.measurements
        self.assertions = lane.assertions
        self.passing = Answer(GatewayReply(nil), common, lane.measurements)
    }

    /// Writes the answer to a question.
    func write(_ reply: FastLaneReply, to output: inout ByteBuffer, isLast: Bool, hasBody: Bool) {
        let answer: Answer
        var caller: Caller?
        var assertion: String?
        do throws(Failure) {
            switch reply {
            case .caller(let given):
                if let given { assertion = try self.assertions?.assertion(of: given) }
                caller = given
                answer = self.passing
            case .failure(let failure): throw failure
            case .metrics(let text): answer = self.made(GatewayReply(metrics: text))
            }
        } catch {
            answer = self.answer(to: error)
        }
        answer.count.increment()
        self.write(answer, caller, assertion, to: &output, isLast: isLast, hasBody: hasBody)
    }

    private func made(_ reply: GatewayReply) -> Answer { Answer(reply, self.common, self.measurements) }

    private func answer(to failure: Failure) -> Answer {
        let refusal = Refusal(code: failure.code, field: failure.field, expected: failure.expected)
        // How long to wait differs each time.
        let isKept = failure.retryAfterSeconds == nil
        if isKept, let known = self.ofRefusals[refusal] { return known }
        let answer = self.made(GatewayReply(failure, self.problems))
        if isKept {
            if self.ofRefusals.count >= Self.refusalsMax { self.ofRefusals.removeAll(keepingCapacity: true) }
            self.ofRefusals[refusal] = answer
        }
        return answer
    }

    /// Writes an answer, with what differs between two alike.
    private func write(
        _ answer: Answer,
        _ caller: Caller?,
        _ assertion: String?,
        to output: inout ByteBuffer,
        isLast: Bool,
        hasBody: Bool
    ) {
        output.writeImmutableBuffer(answer.head)
        if let caller { self.write(caller, to: &output) }
        if let assertion { output.writeString("\(GatewayReply.assertionName): \(assertion)\r\n") }
        output.writeStaticString("X-Request-Id: ")
        self.writeRequestID(to: &output)
        output.writeStaticString("\r\nDate: ")
        output.writeImmutableBuffer(self.currentDate())
        output.writeStaticString(isLast ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n")
        if hasBody { output.writeImmutableBuffer(answer.body) }
    }

    /// Written anew each time: with very many callers, keeping it takes longer.
    private func write(_ caller: Caller, to output: inout ByteBuffer) {
        output.writeWithUnsafeMutableBytes(minimumWritableBytes: GatewayReply.identityBytesMax) { bytes in
            var filled = FilledBytes(bytes)
            GatewayReply.identity(of: caller) { name, value in
                filled.add(name)
                filled.add(": ")
                filled.add(value)
                filled.add("\r\n")
            }
            return filled.count
        }
    }

    private func writeRequestID(to output: inout ByteBuffer) {
        self.requestNumber &+= 1
        output.writeInteger(Self.hexadecimal(UInt32(truncatingIfNeeded: self.requestNumber >> 32)))
        output.writeInteger(Self.hexadecimal(UInt32(truncatingIfNeeded: self.requestNumber)))
    }

    /// The eight digits of a number, as one that is written with its highest byte first.
    private static func hexadecimal(_ number: UInt32) -> UInt64 {
        var digits: UInt64 = 0
        for shift in stride(from: 28, through: 0, by: -4) {
            let value = UInt8(truncatingIfNeeded: number >> UInt32(shift)) & 0xF
            digits = digits << 8 | UInt64(value < 10 ? value + UInt8(ascii: "0") : value + UInt8(ascii: "a") - 10)
        }
        return digits
    }

    private func currentDate() -> ByteBuffer {
        let second = self.time.now().milliseconds / 1_000
        if second != self.date.second {
            self.date = (second, ByteBuffer(string: HTTPDate.text(secondsSince1970: second)))
        }
        return self.date.text
    }
}

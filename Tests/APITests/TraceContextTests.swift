import HTTPTypes
import Instrumentation
import Testing

@testable import Web

/// Traces that come with requests and go on with them (W3C Trace Context).
struct TraceContextTests {
    private static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test func `a trace goes on under a new span`() throws {
        let trace = try #require(TraceContext(parent: Self.parent, state: "a=1"))
        #expect(trace.parent == Self.parent && trace.state == "a=1")
        let next = trace.next
        #expect(next.traceID == trace.traceID && next.flags == "01" && next.state == "a=1")
        #expect(next.parentID != trace.parentID && TraceContext(parent: next.parent, state: nil) != nil)
    }

    @Test(arguments: [
        "", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7", "\(parent)-x", "01\(parent.dropFirst(2))",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-zz",
    ])
    func `what is not of the form is no trace`(text: String) {
        #expect(TraceContext(parent: text, state: nil) == nil)
    }

    @Test func `a state that is too long is left behind, and the trace is not`() {
        #expect(TraceContext(parent: Self.parent, state: String(repeating: "a", count: 513))?.state == nil)
        #expect(TraceContext(parent: Self.parent, state: String(repeating: "a", count: 512))?.state != nil)
    }

    @Test func `a trace is begun where there is none`() {
        var fields = HTTPFields()
        TraceInstrument().inject(.topLevel, into: &fields, using: TraceFields())
        let parent = fields.value(of: .traceParent)
        #expect(parent.flatMap { TraceContext(parent: $0, state: nil) }?.flags == "00")
    }
}

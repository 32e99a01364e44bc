import Domain
import HTTPTypes
import Instrumentation

/// Where a request stands in a trace (W3C Trace Context, level 1).
struct TraceContext: Equatable, Sendable {
    /// 32 hexadecimal digits.
    let traceID: String
    /// The 16 digits of the span that asks.
    let parentID: String
    let flags: String
    /// What other systems along the way keep in the trace (`tracestate`).
    let state: String?

    private static let stateBytesMax = 512

    /// Reads `traceparent`; nil when it is not of the form that version 00 has (section 3.2.2).
    init?(parent: String, state: String?) {
        let parts = parent.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[0] == "00",
            Self.isDigits(parts[1], 32), Self.isDigits(parts[2], 16), parts[3].utf8.count == 2,
            Hexadecimal.bytes(parts[3]) != nil
        else { return nil }
        self.traceID = parts[1]
        self.parentID = parts[2]
        self.flags = parts[3]
        self.state = state.flatMap { (1...Self.stateBytesMax).contains($0.utf8.count) ? $0 : nil }
    }

    private init(traceID: String, parentID: String, flags: String, state: String?) {
        self.traceID = traceID
        self.parentID = parentID
        self.flags = flags
        self.state = state
    }

    /// A trace that begins here, and is not sampled.
    static func new() -> TraceContext {
        let traceID = Self.randomDigits() + Self.randomDigits()
        return TraceContext(traceID: traceID, parentID: Self.randomDigits(), flags: "00", state: nil)
    }

    /// The same trace, asked on by a span of this server.
    var next: TraceContext {
        TraceContext(traceID: self.traceID, parentID: Self.randomDigits(), flags: self.flags, state: self.state)
    }

    var parent: String { "00-\(self.traceID)-\(self.parentID)-\(self.flags)" }

    private static func randomDigits() -> String { Hexadecimal.text(UInt64.random(in: 1 ... .max)) }

    private static func isDigits(_ text: String, _ count: Int) -> Bool {
        text.utf8.count == count && Hexadecimal.bytes(text) != nil && text.utf8.contains { $0 != UInt8(ascii: "0") }
    }
}

extension ServiceContext {
    private enum TraceKey: ServiceContextKey {
        typealias Value = TraceContext
        static let nameOverride: String? = "traceparent"
    }

    /// Where the current request stands in a trace.
    var trace: TraceContext? {
        get { self[TraceKey.self] }
        set { self[TraceKey.self] = newValue }
    }
}

/// Carries traces from requests that come to requests that go out.
struct TraceInstrument: Instrument {
    func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier,
        into context: inout ServiceContext,
        using extractor: Extract
    ) where Extract.Carrier == Carrier {
        guard let parent = extractor.extract(key: "traceparent", from: carrier) else { return }
        context.trace = TraceContext(parent: parent, state: extractor.extract(key: "tracestate", from: carrier))
    }

    func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext,
        into carrier: inout Carrier,
        using injector: Inject
    ) where Inject.Carrier == Carrier {
        let trace = (context.trace ?? .new()).next
        injector.inject(trace.parent, forKey: "traceparent", into: &carrier)
        if let state = trace.state { injector.inject(state, forKey: "tracestate", into: &carrier) }
    }
}

/// Reads and sets a trace in header fields.
struct TraceFields: Extractor, Injector {
    func extract(key: String, from carrier: HTTPFields) -> String? {
        HTTPField.Name(key).flatMap { carrier.value(of: $0) }
    }

    func inject(_ value: String, forKey key: String, into carrier: inout HTTPFields) {
        if let name = HTTPField.Name(key) { carrier[name] = value }
    }
}

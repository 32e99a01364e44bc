package import Domain

/// What carries out payments: the simulator, or a platform's own service.
package protocol Processor: Sendable {
    /// Whether it only pretends, so that test cards are its cards and nothing can move money.
    var isSimulator: Bool { get }

    /// Carries out a charge and tells how it ended.
    /// - Parameter reference: The same text for every repeat of one request; a processor charges once for it.
    func charge(_ order: ChargeOrder, reference: String) async throws -> ChargeOutcome
}

/// The processor of each mode; none for production until an operator configures one.
package struct Processors: Sendable {
    private let byMode: [Mode: any Processor]

    package init(test: any Processor, live: (any Processor)?) {
        var byMode: [Mode: any Processor] = [.test: test]
        byMode[.live] = live
        self.byMode = byMode
    }

    package func isSimulated(_ mode: Mode) -> Bool { self.byMode[mode]?.isSimulator ?? false }

    /// - Throws: `processor_missing`.
    func processor(for mode: Mode) throws(Failure) -> any Processor {
        guard let processor = self.byMode[mode] else { throw Failure(.processorMissing) }
        return processor
    }
}

/// Decides charges by the rules of the published test cards.
package struct Simulator: Processor {
    package init() {}

    package var isSimulator: Bool { true }

    package func charge(_ order: ChargeOrder, reference: String) -> ChargeOutcome {
        if let card = order.terms.card {
            return TestOutcome(cardholder: card.cardholder.name).result(for: order.amount)
        }
        return .pending(order.terms.kind == .bankTransfer ? .pendingWaitingTransfer : .pendingWaitingPayment)
    }
}

import Domain
import Web

extension Call {
    /// The first six to eight digits of a card.
    /// - Throws: `invalid_parameter`; more digits than eight are refused, for a whole number has no place in a URL.
    func bin(_ name: String) throws(Failure) -> String? {
        guard let text = self.query[name] else { return nil }
        guard (6...8).contains(text.utf8.count), text.utf8.allSatisfy(\.isDigit) else {
            throw Failure(.invalidParameter, field: name, expected: "the first 6 to 8 digits of a card")
        }
        return text
    }

    /// - Throws: `invalid_limit`.
    func page(limitDefault: Int64) throws(Failure) -> (limit: Int64, offset: Int64) {
        let limit = try self.number("limit") ?? limitDefault
        let offset = try self.number("offset") ?? 0
        guard (1...Limits.searchLimitMax).contains(limit), (0...Limits.searchOffsetMax).contains(offset) else {
            throw Failure(.invalidLimit)
        }
        return (limit, offset)
    }

    private func number(_ name: String) throws(Failure) -> Int64? {
        guard let text = self.query[name] else { return nil }
        guard let number = Int64(text) else { throw Failure(.invalidLimit) }
        return number
    }

    /// The card method that a bin or a name in the query tells, of the caller's site.
    /// - Throws: `payment_method_required` or `payment_method_unknown`.
    func cardMethod(in site: Site) throws(Failure) -> PaymentMethod? {
        var bin = try self.bin("bin")
        if bin == nil { bin = try self.bin("bins") }
        if let id = self.query["payment_method_id"] {
            guard let method = site.paymentMethod(id) else { throw Failure(.paymentMethodUnknown) }
            guard let bin, let card = method.card else { return method.kind.isCard ? method : nil }
            return card.matches(bin) ? method : nil
        }
        guard let bin else { throw Failure(.paymentMethodRequired) }
        let kind = self.query["payment_type_id"]
        return site.cardMethods(matching: bin).first { kind == nil || $0.kind.rawValue == kind }
    }
}

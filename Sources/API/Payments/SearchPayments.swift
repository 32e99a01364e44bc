import Domain
import HTTPTypes
import Operations
import Web

/// Finds payments of the caller's account and mode.
struct SearchPayments: CallerEndpoint {
    static let route = Route(.get, "/v1/payments/search")
    static let isOfPlatform = true

    let payments: PaymentOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let search = try PaymentSearch.read(call, at: self.payments.now())
        let page =
            Self.excludesEverything(call, caller)
            ? Page(elements: [], total: 0, limit: search.limit, offset: search.offset)
            : try await self.payments.search(search, as: caller)
        return Answer(json: [
            "paging": ["total": .integer(page.total), "limit": .integer(page.limit), "offset": .integer(page.offset)],
            "results": .array(page.elements.map { PaymentView.json($0) }),
        ])
    }

    /// Whether a filter asks for what no payment has: another collector, or a known payer, store or point of sale.
    private static func excludesEverything(_ call: Call, _ caller: Caller) -> Bool {
        if let collector = call.query["collector.id"], collector != caller.account.id.description, collector != "me" {
            return true
        }
        return ["payer.id", "store_id", "pos_id"].contains { call.query[$0] != nil }
    }
}

extension PaymentSearch {
    fileprivate static func read(_ call: Call, at now: Timestamp) throws(Failure) -> PaymentSearch {
        let (limit, offset) = try call.page(limitDefault: Limits.searchLimitDefault)
        var search = PaymentSearch(limit: limit, offset: offset)
        search.externalReference = call.query["external_reference"]
        search.payerEmail = call.query["payer.email"]?.lowercased()
        if let status = call.query["status"] {
            guard let known = PaymentStatus(rawValue: status) else {
                throw Failure(
                    .invalidParameter,
                    field: "status",
                    expected: "one of \(PaymentStatus.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            search.status = known
        }
        search.order = try self.order(call.query["sort"])
        switch call.query["criteria"]?.lowercased() {
        case nil, "desc": search.isAscending = false
        case "asc": search.isAscending = true
        default: throw Failure(.invalidCriteria)
        }
        search.dates = try self.dates(call, at: now)
        return search
    }

    private static func order(_ sort: String?) throws(Failure) -> Order {
        guard let sort else { return .date(.created) }
        if sort == "id" { return .id }
        guard let field = DateField(rawValue: sort) else {
            throw Failure(.invalidSort, expected: "id, " + DateField.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return .date(field)
    }

    private static func dates(
        _ call: Call,
        at now: Timestamp
    ) throws(Failure) -> (field: DateField, begin: Timestamp, end: Timestamp)? {
        let begin = call.query["begin_date"]
        let end = call.query["end_date"]
        guard call.query["range"] != nil || begin != nil || end != nil else { return nil }
        guard let field = DateField(rawValue: call.query["range"] ?? DateField.created.rawValue),
            let first = SearchDate.instant(begin ?? "1970-01-01T00:00:00.000Z", at: now),
            let last = SearchDate.instant(end ?? "NOW", at: now), first <= last
        else { throw Failure(.invalidDateRange) }
        return (field, first, last)
    }
}

/// A date of a search: RFC 3339, `NOW`, or `NOW` with a number of hours, days, months or years before or after it.
enum SearchDate {
    static func instant(_ text: String, at now: Timestamp) -> Timestamp? {
        guard text.uppercased().hasPrefix("NOW") else { return WireDate.instant(text) }
        let rest = text.uppercased().dropFirst(3)
        guard let sign = rest.first else { return now }
        let digits = rest.dropFirst().prefix { $0.isNumber }
        guard sign == "-" || sign == "+", (1...4).contains(digits.count), let count = Int(digits),
            let unit = self.unit(rest.dropFirst(1 + digits.count))
        else { return nil }
        let distance = unit * count
        return sign == "-" ? now.subtracting(distance) : now.adding(distance)
    }

    private static func unit(_ name: Substring) -> Duration? {
        switch name {
        case "HOUR", "HOURS": .hours(1)
        case "DAY", "DAYS": .days(1)
        case "MONTH", "MONTHS": .days(30)
        case "YEAR", "YEARS": .days(365)
        default: nil
        }
    }
}

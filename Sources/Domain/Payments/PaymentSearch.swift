/// What to look for among an account's payments of one mode.
package struct PaymentSearch: Equatable, Sendable {
    /// A date of a payment by which a search can be narrowed or sorted.
    package enum DateField: String, CaseIterable, Sendable {
        case created = "date_created"
        case updated = "date_last_updated"
        case approved = "date_approved"
        case released = "money_release_date"
    }

    /// The order of the results.
    package enum Order: Equatable, Sendable {
        case date(DateField)
        case id
    }

    package var externalReference: String?
    package var status: PaymentStatus?
    package var payerEmail: String?
    package var dates: (field: DateField, begin: Timestamp, end: Timestamp)?
    package var order: Order
    package var isAscending: Bool
    package var limit: Int64
    package var offset: Int64

    package init(
        externalReference: String? = nil,
        status: PaymentStatus? = nil,
        payerEmail: String? = nil,
        dates: (field: DateField, begin: Timestamp, end: Timestamp)? = nil,
        order: Order = .date(.created),
        isAscending: Bool = false,
        limit: Int64 = Limits.searchLimitDefault,
        offset: Int64 = 0
    ) {
        self.externalReference = externalReference
        self.status = status
        self.payerEmail = payerEmail
        self.dates = dates
        self.order = order
        self.isAscending = isAscending
        self.limit = limit
        self.offset = offset
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.externalReference == right.externalReference && left.status == right.status
            && left.payerEmail == right.payerEmail && left.order == right.order
            && left.isAscending == right.isAscending && left.limit == right.limit && left.offset == right.offset
            && left.dates?.field == right.dates?.field && left.dates?.begin == right.dates?.begin
            && left.dates?.end == right.dates?.end
    }
}

/// One page of results and how many there are in all.
package struct Page<Element: Sendable>: Sendable {
    package let elements: [Element]
    package let total: Int64
    package let limit: Int64
    package let offset: Int64

    package init(elements: [Element], total: Int64, limit: Int64, offset: Int64) {
        self.elements = elements
        self.total = total
        self.limit = limit
        self.offset = offset
    }
}

package import Domain

extension Payment {
    static let columns: Query = """
        id, account_id, application_id, mode, site_id, currency, status, status_detail, authorized_minor,
        captured_minor, refunded_minor, terms, card_token_id, description, external_reference, notification_url,
        metadata, additional_info, created_at, updated_at, approved_at, expires_at
        """

    init(_ row: ResultRow) throws {
        let currency: Currency = try row.name(5)
        self.init(
            id: try row.id(0),
            accountID: try row.id(1),
            applicationID: try row.id(2),
            mode: try row.name(3),
            site: try row.name(4),
            details: PaymentDetails(
                description: try row.optional(13, ResultRow.text),
                externalReference: try row.optional(14, ResultRow.text),
                notificationURL: try row.optional(15, ResultRow.text),
                metadata: try Self.json(row, 16),
                additionalInfo: try Self.json(row, 17)
            ),
            terms: try PaymentTerms(
                stored: try Self.json(row, 11),
                cardTokenID: row.isNull(12) ? nil : try row.id(12)
            ),
            status: try row.name(6),
            statusDetail: try row.name(7),
            authorized: Money(minor: try row.integer(8), currency: currency),
            captured: Money(minor: try row.integer(9), currency: currency),
            refunded: Money(minor: try row.integer(10), currency: currency),
            createdAt: try row.instant(18),
            updatedAt: try row.instant(19),
            approvedAt: try row.optional(20, ResultRow.instant),
            expiresAt: try row.optional(21, ResultRow.instant)
        )
    }

    private static func json(_ row: ResultRow, _ column: Int) throws -> JSON {
        try JSON(parsing: Array(try row.text(column).utf8))
    }
}

extension ReadTransaction {
    /// A payment of an account and mode; payments of others look absent.
    package func payment(_ id: Payment.ID, account: Account.ID, mode: Mode) throws -> Payment? {
        let rows = try self.rows(
            "SELECT \(Payment.columns) FROM payment WHERE id = \(id) AND account_id = \(account) AND mode = \(mode)"
        )
        return try rows.first.map { try Payment($0) }
    }

    /// One page of an account's payments of a mode.
    package func payments(_ search: PaymentSearch, account: Account.ID, mode: Mode) throws -> Page<Payment> {
        let condition = Self.condition(search, account: account, mode: mode)
        let total =
            try self.rows("SELECT CAST(count(*) AS BIGINT) FROM payment WHERE \(condition)").first?.integer(0) ?? 0
        let direction: Query = search.isAscending ? "ASC" : "DESC"
        let rows = try self.rows(
            """
            SELECT \(Payment.columns) FROM payment WHERE \(condition)
            ORDER BY \(Self.column(search.order)) \(direction), id \(direction)
            LIMIT \(search.limit) OFFSET \(search.offset)
            """
        )
        return Page(
            elements: try rows.map { try Payment($0) },
            total: total,
            limit: search.limit,
            offset: search.offset
        )
    }

    private static func condition(_ search: PaymentSearch, account: Account.ID, mode: Mode) -> Query {
        var parts: [Query] = ["account_id = \(account)", "mode = \(mode)"]
        if let reference = search.externalReference { parts.append("external_reference = \(reference)") }
        if let status = search.status { parts.append("status = \(status)") }
        if let email = search.payerEmail { parts.append("payer_email = \(email)") }
        if let dates = search.dates {
            let column = Self.column(.date(dates.field))
            parts.append("\(column) >= \(dates.begin) AND \(column) <= \(dates.end)")
        }
        return Query.joined(parts, separator: " AND ")
    }

    private static func column(_ order: PaymentSearch.Order) -> Query {
        switch order {
        case .id: "id"
        case .date(.created): "created_at"
        case .date(.updated): "updated_at"
        // Money is released at once, so both dates are the approval's.
        case .date(.approved), .date(.released): "approved_at"
        }
    }

    /// At most `limit` payments whose waiting time has ended.
    package func paymentsPastEnd(at now: Timestamp, limit: Int64) throws -> [Payment] {
        try self.rows(
            "SELECT \(Payment.columns) FROM payment WHERE expires_at <= \(now) ORDER BY expires_at LIMIT \(limit)"
        )
        .map { try Payment($0) }
    }
}

extension Transaction {
    package func insert(_ payment: Payment) throws {
        try self.execute(
            """
            INSERT INTO payment (id, account_id, application_id, mode, site_id, currency, status, status_detail,
                authorized_minor, captured_minor, refunded_minor, payer_email, terms, card_token_id, description,
                external_reference, notification_url, metadata, additional_info, created_at, updated_at, approved_at,
                expires_at)
            VALUES (\(payment.id), \(payment.accountID), \(payment.applicationID), \(payment.mode), \(payment.site),
                \(payment.authorized.currency), \(payment.status), \(payment.statusDetail),
                \(payment.authorized.minor), \(payment.captured.minor), \(payment.refunded.minor),
                \(payment.terms.payer.email.canonical), \(payment.terms.stored.compact), \(payment.terms.cardTokenID),
                \(payment.details.description), \(payment.details.externalReference),
                \(payment.details.notificationURL), \(payment.details.metadata.compact),
                \(payment.details.additionalInfo.compact), \(payment.createdAt), \(payment.updatedAt),
                \(payment.approvedAt), \(payment.expiresAt))
            """
        )
    }

    /// Saves what can change on a payment; false when it is no longer in the state it was read in.
    package func update(_ payment: Payment, from before: Payment) throws -> Bool {
        try self.execute(
            """
            UPDATE payment SET status = \(payment.status), status_detail = \(payment.statusDetail),
                captured_minor = \(payment.captured.minor), refunded_minor = \(payment.refunded.minor),
                description = \(payment.details.description),
                external_reference = \(payment.details.externalReference),
                notification_url = \(payment.details.notificationURL), metadata = \(payment.details.metadata.compact),
                updated_at = \(payment.updatedAt), approved_at = \(payment.approvedAt),
                expires_at = \(payment.expiresAt)
            WHERE id = \(payment.id) AND status = \(before.status) AND refunded_minor = \(before.refunded.minor)
            """
        ) == 1
    }
}

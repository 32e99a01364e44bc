package import Domain

extension Customer {
    static let columns: Query = "id, application_id, account_id, mode, email, profile, created_at, updated_at"

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            applicationID: try row.id(1),
            accountID: try row.id(2),
            mode: try row.name(3),
            email: EmailAddress(stored: try row.text(4)),
            profile: try CustomerProfile(stored: try row.text(5)),
            createdAt: try row.instant(6),
            updatedAt: try row.instant(7)
        )
    }
}

extension CustomerProfile {
    /// What is kept, as one document: nothing of it is searched for.
    fileprivate var stored: JSON {
        [
            "first_name": .text(self.firstName), "last_name": .text(self.lastName),
            "area_code": .text(self.phone?.areaCode), "phone": .text(self.phone?.number),
            "identification_type": .text(self.identification?.type),
            "identification_number": .text(self.identification?.number), "zip_code": .text(self.address?.zipCode),
            "street_name": .text(self.address?.streetName),
            "street_number": self.address?.streetNumber.map { .integer($0) } ?? .null,
            "city": .text(self.address?.city),
            "registered_at": self.registeredAt.map { .integer($0.milliseconds) } ?? .null,
            "description": .text(self.description), "metadata": self.metadata,
        ]
    }

    fileprivate init(stored text: String) throws {
        let json = try JSON(parsing: Array(text.utf8))
        func number(_ name: String) -> Int64? {
            guard case .number(let text)? = json[name] else { return nil }
            return Int64(text)
        }
        self.init()
        self.firstName = json["first_name"]?.string
        self.lastName = json["last_name"]?.string
        let (areaCode, phone) = (json["area_code"]?.string, json["phone"]?.string)
        if areaCode != nil || phone != nil { self.phone = Phone(areaCode: areaCode, number: phone) }
        if let type = json["identification_type"]?.string, let number = json["identification_number"]?.string {
            self.identification = Identification(type: type, number: number)
        }
        let address = PostalAddress(
            zipCode: json["zip_code"]?.string,
            streetName: json["street_name"]?.string,
            streetNumber: number("street_number"),
            city: json["city"]?.string
        )
        if address != PostalAddress(zipCode: nil, streetName: nil, streetNumber: nil, city: nil) {
            self.address = address
        }
        self.registeredAt = number("registered_at").map { Timestamp(milliseconds: $0) }
        self.description = json["description"]?.string
        self.metadata = json["metadata"] ?? .object([])
    }
}

extension ReadTransaction {
    /// A customer of a seller in a mode; those of others look absent.
    package func customer(_ id: Customer.ID, account: Account.ID, mode: Mode) throws -> Customer? {
        try self.rows(
            """
            SELECT \(Customer.columns) FROM customer
            WHERE id = \(id) AND account_id = \(account) AND mode = \(mode)
            """
        )
        .first.map { try Customer($0) }
    }

    /// Whether a seller has a customer with this address in a mode.
    package func hasCustomer(_ email: EmailAddress, account: Account.ID, mode: Mode) throws -> Bool {
        try
            !self.rows(
                """
                SELECT 1 FROM customer
                WHERE account_id = \(account) AND mode = \(mode) AND email_canonical = \(email.canonical)
                """
            )
            .isEmpty
    }

    /// One page of a seller's customers in a mode, newest first.
    package func customers(_ search: CustomerSearch, account: Account.ID, mode: Mode) throws -> Page<Customer> {
        var parts: [Query] = ["account_id = \(account)", "mode = \(mode)"]
        if let email = search.email { parts.append("email_canonical = \(email.lowercased())") }
        let condition = Query.joined(parts, separator: " AND ")
        let total = try self.rows("SELECT COUNT(*) FROM customer WHERE \(condition)").first?.integer(0) ?? 0
        let rows = try self.rows(
            """
            SELECT \(Customer.columns) FROM customer WHERE \(condition)
            ORDER BY created_at DESC, id DESC LIMIT \(search.limit) OFFSET \(search.offset)
            """
        )
        return Page(
            elements: try rows.map { try Customer($0) },
            total: total,
            limit: search.limit,
            offset: search.offset
        )
    }
}

extension Transaction {
    package func insert(_ customer: Customer) throws {
        try self.execute(
            """
            INSERT INTO customer (id, application_id, account_id, mode, email, email_canonical, profile, created_at,
                updated_at)
            VALUES (\(customer.id), \(customer.applicationID), \(customer.accountID), \(customer.mode),
                \(customer.email.text), \(customer.email.canonical), \(customer.profile.stored.compact),
                \(customer.createdAt), \(customer.updatedAt))
            """
        )
    }

    package func update(_ customer: Customer) throws {
        try self.execute(
            """
            UPDATE customer SET profile = \(customer.profile.stored.compact), updated_at = \(customer.updatedAt)
            WHERE id = \(customer.id)
            """
        )
    }

    /// Deletes a customer with all cards that are kept of them.
    package func delete(_ customer: Customer.ID) throws {
        try self.execute("DELETE FROM customer_card WHERE customer_id = \(customer)")
        try self.execute("DELETE FROM customer WHERE id = \(customer)")
    }
}

import Domain
import HTTPTypes
import Operations
import Web

/// Keeps a customer.
struct CreateCustomer: CallerEndpoint {
    static let route = Route(.post, "/v1/customers")
    static let isOfPlatform = true

    let customers: CustomerOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let key = call.hasHeader(.idempotencyKey) ? try call.idempotencyKey() : nil
        let bytes = try await call.bodyBytes()
        let fields = try Fields(bytes.isEmpty ? .object([]) : try JSON(parsing: bytes))
        guard let email = try fields.email("email") else { throw Failure(.missingParameter, field: "email") }
        let once = self.customers.onceRequest(key, body: bytes, as: caller)
        let edit = try CustomerOperations.Edit.read(fields)
        let site = caller.site
        let answered = try await self.customers.create(email, edit, once: once, as: caller) { customer in
            StoredAnswer(status: 201, body: CustomerView.json(customer, in: site).compact)
        }
        return Answer(answered)
    }
}

/// Reads a customer of the caller's account and mode.
struct ReadCustomer: CallerEndpoint {
    static let route = Route(.get, "/v1/customers/:id")
    static let isOfPlatform = true

    let customers: CustomerOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        Answer(json: CustomerView.json(try await self.customers.customer(call.customerID, as: caller), in: caller.site))
    }
}

/// Amends a customer; what is not named stays as it is.
struct UpdateCustomer: CallerEndpoint {
    static let route = Route(.put, "/v1/customers/:id")
    static let isOfPlatform = true

    let customers: CustomerOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let fields = try Fields(try await call.json())
        let edit = try CustomerOperations.Edit.read(fields)
        let email = try fields.email("email")
        let customer = try await self.customers.update(call.customerID, edit, email: email, as: caller)
        return Answer(json: CustomerView.json(customer, in: caller.site))
    }
}

/// Forgets a customer, and answers what it was.
struct DeleteCustomer: CallerEndpoint {
    static let route = Route(.delete, "/v1/customers/:id")
    static let isOfPlatform = true

    let customers: CustomerOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        Answer(json: CustomerView.json(try await self.customers.delete(call.customerID, as: caller), in: caller.site))
    }
}

/// Finds customers of the caller's account and mode.
struct SearchCustomers: CallerEndpoint {
    static let route = Route(.get, "/v1/customers/search")
    static let isOfPlatform = true
    private static let limitDefault: Int64 = 10

    let customers: CustomerOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let (limit, offset) = try call.page(limitDefault: Self.limitDefault)
        let search = CustomerSearch(email: call.query["email"], limit: limit, offset: offset)
        let page = try await self.customers.search(search, as: caller)
        return Answer(json: [
            "paging": ["total": .integer(page.total), "limit": .integer(page.limit), "offset": .integer(page.offset)],
            "results": .array(page.elements.map { CustomerView.json($0, in: caller.site) }),
        ])
    }
}

extension Call {
    var customerID: Customer.ID { Customer.ID(self.parameter("id")) }
}

extension Fields {
    /// - Throws: `email_invalid`.
    fileprivate func email(_ field: String) throws(Failure) -> EmailAddress? {
        try self.text(field).map { text throws(Failure) in try EmailAddress(text) }
    }
}

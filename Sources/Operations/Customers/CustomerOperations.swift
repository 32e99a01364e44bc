package import Domain
import Storage

/// What can be done with a seller's customers.
package struct CustomerOperations: Sendable {
    let context: OperationContext

    /// What changes of a customer; `keep` leaves it as it is.
    package struct Edit: Equatable, Sendable {
        package var firstName: Change<String?> = .keep
        package var lastName: Change<String?> = .keep
        package var phone: Change<Phone?> = .keep
        package var identification: Change<Identification?> = .keep
        package var address: Change<PostalAddress?> = .keep
        package var registeredAt: Change<Timestamp?> = .keep
        package var description: Change<String?> = .keep
        package var metadata: Change<JSON> = .keep

        package init() {}

        func applied(to profile: CustomerProfile) -> CustomerProfile {
            var new = profile
            new.firstName = self.firstName.applied(to: profile.firstName)
            new.lastName = self.lastName.applied(to: profile.lastName)
            new.phone = self.phone.applied(to: profile.phone)
            new.identification = self.identification.applied(to: profile.identification)
            new.address = self.address.applied(to: profile.address)
            new.registeredAt = self.registeredAt.applied(to: profile.registeredAt)
            new.description = self.description.applied(to: profile.description)
            new.metadata = self.metadata.applied(to: profile.metadata)
            return new
        }
    }

    /// A request to run once; nil without a key, which libraries do not all send here.
    package func onceRequest(_ key: IdempotencyKey?, body: [UInt8], as caller: Caller) -> OnceRequest? {
        key.map { key in
            OnceRequest(
                scope: IdempotencyScope(
                    applicationID: caller.application.id,
                    accountID: caller.account.id,
                    mode: caller.mode,
                    endpoint: "POST /v1/customers",
                    key: key
                ),
                fingerprint: self.context.keyring.fingerprint(request: body)
            )
        }
    }

    /// Keeps a customer.
    /// - Parameter render: Makes the answer to keep; it may run more than once.
    /// - Throws: `customer_exists` or `insufficient_scope`.
    package func create(
        _ email: EmailAddress,
        _ edit: Edit,
        once: OnceRequest?,
        as caller: Caller,
        render: @escaping @Sendable (CustomerWithCards) -> StoredAnswer
    ) async throws -> AnsweredOnce {
        try caller.require(.write)
        let now = self.context.time.now()
        let customer = Customer(
            id: self.context.random.customerID(of: caller.account.id),
            applicationID: caller.application.id,
            accountID: caller.account.id,
            mode: caller.mode,
            email: email,
            profile: edit.applied(to: CustomerProfile()),
            createdAt: now,
            updatedAt: now
        )
        let insert = { @Sendable (transaction: any Transaction) throws -> StoredAnswer in
            guard try !transaction.hasCustomer(email, account: caller.account.id, mode: caller.mode) else {
                throw Failure(.customerExists)
            }
            try transaction.insert(customer)
            return render(CustomerWithCards(customer: customer, cards: []))
        }
        if let once { return try await self.context.once(once, at: now, insert) }
        return AnsweredOnce(answer: try await self.context.store.write(insert), isReplay: false)
    }

    /// - Throws: `customer_not_found` or `insufficient_scope`.
    package func customer(_ id: Customer.ID, as caller: Caller) async throws -> CustomerWithCards {
        try caller.require(.read)
        return try await self.context.store.read { try $0.customer(id, of: caller).withCards(in: $0) }
    }

    /// One page of the customers of the caller's account and mode.
    /// - Throws: `insufficient_scope`.
    package func search(_ search: CustomerSearch, as caller: Caller) async throws -> Page<CustomerWithCards> {
        try caller.require(.read)
        return try await self.context.store.read { transaction in
            let page = try transaction.customers(search, account: caller.account.id, mode: caller.mode)
            let cards = Dictionary(grouping: try transaction.cards(of: page.elements.map(\.id)), by: \.customerID)
            return Page(
                elements: page.elements.map { CustomerWithCards(customer: $0, cards: cards[$0.id] ?? []) },
                total: page.total,
                limit: page.limit,
                offset: page.offset
            )
        }
    }

    /// - Parameter email: As the request says it; it can only be said again.
    /// - Throws: `customer_not_found`, `customer_email_fixed` or `insufficient_scope`.
    package func update(
        _ id: Customer.ID,
        _ edit: Edit,
        email: EmailAddress?,
        as caller: Caller
    ) async throws -> CustomerWithCards {
        try caller.require(.write)
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            var customer = try transaction.customer(id, of: caller)
            if let email, email.canonical != customer.email.canonical { throw Failure(.customerEmailFixed) }
            customer.profile = edit.applied(to: customer.profile)
            customer.updatedAt = now
            try transaction.update(customer)
            return try customer.withCards(in: transaction)
        }
    }

    /// Forgets a customer.
    /// - Returns: The customer as it was.
    /// - Throws: `customer_not_found` or `insufficient_scope`.
    package func delete(_ id: Customer.ID, as caller: Caller) async throws -> CustomerWithCards {
        try caller.require(.write)
        return try await self.context.store.write { transaction in
            let customer = try transaction.customer(id, of: caller).withCards(in: transaction)
            try transaction.delete(id)
            return customer
        }
    }
}

extension Customer {
    fileprivate func withCards(in transaction: any ReadTransaction) throws -> CustomerWithCards {
        CustomerWithCards(customer: self, cards: try transaction.cards(of: [self.id]))
    }
}

extension ReadTransaction {
    /// - Throws: `customer_not_found`.
    func customer(_ id: Customer.ID, of caller: Caller) throws -> Customer {
        guard let customer = try self.customer(id, account: caller.account.id, mode: caller.mode) else {
            throw Failure(.customerNotFound)
        }
        return customer
    }
}

import Domain
import Operations
import Storage
import TestSupport
import Testing

/// A seller's customers: one for each address, told to nobody else.
struct CustomerTests {
    private static func key(_ text: String) throws -> IdempotencyKey { try IdempotencyKey(text) }

    private static func create(
        _ email: String,
        _ harness: Harness,
        as caller: Caller,
        key: String? = nil,
        body: String = "{}"
    ) async throws -> (id: Customer.ID, isReplay: Bool) {
        let customers = harness.operations.customers
        let once = customers.onceRequest(try key.map { try Self.key($0) }, body: Array(body.utf8), as: caller)
        let answered = try await customers.create(
            try EmailAddress(email),
            CustomerOperations.Edit(),
            once: once,
            as: caller
        ) { StoredAnswer(status: 201, body: $0.customer.id.text) }
        return (Customer.ID(answered.answer.body), answered.isReplay)
    }

    private static func code(_ work: () async throws -> Void) async -> Failure.Code? {
        do {
            try await work()
            return nil
        } catch { return (error as? Failure)?.code }
    }

    @Test(arguments: Backend.allCases)
    func `a seller has one customer for an address, in each mode`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let test = try await harness.caller()
            let other = try await harness.caller(email: "other@shop.example")
            let (id, _) = try await Self.create("Ana@buyer.example", harness, as: test)
            #expect(id.text.hasPrefix("\(test.account.id)-") && id.text == id.text.lowercased())
            #expect(
                await Self.code { _ = try await Self.create("ana@BUYER.example", harness, as: test) } == .customerExists
            )
            _ = try await Self.create("ana@buyer.example", harness, as: other)
            let page = try await harness.operations.customers.search(
                CustomerSearch(email: "ANA@buyer.example", limit: 10, offset: 0),
                as: test
            )
            #expect(page.total == 1 && page.elements.map(\.customer.id) == [id])
            #expect(page.elements.first?.customer.email.text == "Ana@buyer.example")
        }
    }

    @Test(arguments: Backend.allCases)
    func `a hundred at once with one address make one customer`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let made = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<100 {
                    group.addTask { (try? await Self.create("ana@buyer.example", harness, as: caller)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(made == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a repeat with the same key gets the same answer`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let first = try await Self.create("ana@buyer.example", harness, as: caller, key: "k")
            let second = try await Self.create("ana@buyer.example", harness, as: caller, key: "k")
            #expect(first.id == second.id && !first.isReplay && second.isReplay)
            let changed = await Self.code {
                _ = try await Self.create("eva@buyer.example", harness, as: caller, key: "k", body: "{ }")
            }
            #expect(changed == .idempotencyKeyReused)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what is not named stays, what is taken away goes, and the address is fixed`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let customers = harness.operations.customers
            let (id, _) = try await Self.create("ana@buyer.example", harness, as: caller)
            var edit = CustomerOperations.Edit()
            edit.firstName = .set("Ana")
            edit.phone = .set(Phone(areaCode: "11", number: "987654321"))
            edit.metadata = .set(["vip": true])
            harness.time.advance(by: .seconds(1))
            let amended = try await customers.update(id, edit, email: nil, as: caller).customer
            #expect(amended.profile.firstName == "Ana" && amended.updatedAt > amended.createdAt)
            var next = CustomerOperations.Edit()
            next.phone = .set(nil)
            _ = try await customers.update(id, next, email: try EmailAddress("ANA@buyer.example"), as: caller)
            let read = try await customers.customer(id, as: caller).customer
            #expect(
                read.profile.firstName == "Ana" && read.profile.phone == nil && read.profile.metadata == ["vip": true]
            )
            let moved = await Self.code {
                _ = try await customers.update(id, next, email: try EmailAddress("eva@buyer.example"), as: caller)
            }
            #expect(moved == .customerEmailFixed)
        }
    }

    @Test(arguments: Backend.allCases)
    func `another seller's customer looks absent, and so does a deleted one`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let other = try await harness.caller(email: "other@shop.example")
            let customers = harness.operations.customers
            let (id, _) = try await Self.create("ana@buyer.example", harness, as: caller)
            for attempt in [
                { _ = try await customers.customer(id, as: other) },
                { _ = try await customers.update(id, CustomerOperations.Edit(), email: nil, as: other) },
                { _ = try await customers.delete(id, as: other) },
            ] { #expect(await Self.code(attempt) == .customerNotFound) }
            #expect(try await customers.delete(id, as: caller).customer.id == id)
            #expect(await Self.code { _ = try await customers.customer(id, as: caller) } == .customerNotFound)
            _ = try await Self.create("ana@buyer.example", harness, as: caller)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a token's card is kept once, and the token is used up`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let customers = harness.operations.customers
            let (id, _) = try await Self.create("ana@buyer.example", harness, as: caller)
            let token = try await harness.cardToken(as: caller)
            let saved = try await customers.save(token.id, of: id, as: caller)
            #expect(saved.id.text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            #expect(await Self.code { _ = try await customers.save(token.id, of: id, as: caller) } == .cardTokenUsed)
            harness.time.advance(by: .seconds(1))
            let again = try await customers.save(try await harness.cardToken(as: caller).id, of: id, as: caller)
            #expect(again.id == saved.id && again.updatedAt > saved.updatedAt)
            #expect(try await customers.cards(of: id, as: caller).map(\.id) == [saved.id])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a kept card pays with its security code alone, for its seller`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let other = try await harness.caller(email: "other@shop.example")
            let customers = harness.operations.customers
            let tokens = harness.operations.cardTokens
            let (id, _) = try await Self.create("ana@buyer.example", harness, as: caller)
            let saved = try await customers.save(try await harness.cardToken(as: caller).id, of: id, as: caller)
            for (code, refusal) in [(nil, .securityCodeMissing), ("12", .securityCodeInvalid)]
                as [(String?, Failure.Code)]
            {
                let refused = await Self.code {
                    _ = try await tokens.create(of: saved.id, securityCode: code.map { Secret($0) }, as: caller)
                }
                #expect(refused == refusal)
            }
            let foreign = await Self.code {
                _ = try await tokens.create(of: saved.id, securityCode: Secret("123"), as: other)
            }
            #expect(foreign == .customerCardNotFound)
            let token = try await tokens.create(of: saved.id, securityCode: Secret("123"), as: caller)
            #expect(token.customerCardID == saved.id)
            _ = try await harness.pay(try harness.card(token), key: "k", as: caller)
            #expect(await Self.code { _ = try await customers.save(token.id, of: id, as: caller) } == .cardTokenUsed)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a kept card is amended within the rules of cards, and goes with its customer`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let other = try await harness.caller(email: "other@shop.example")
            let customers = harness.operations.customers
            let (id, _) = try await Self.create("ana@buyer.example", harness, as: caller)
            let (second, _) = try await Self.create("eva@buyer.example", harness, as: caller)
            let saved = try await customers.save(try await harness.cardToken(as: caller).id, of: id, as: caller)
            func amend(month: Int64?, year: Int64?) async throws -> CustomerCard {
                try await customers.update(
                    saved.id,
                    of: id,
                    expirationMonth: month,
                    expirationYear: year,
                    cardholder: nil,
                    as: caller
                )
            }
            #expect(try await amend(month: 12, year: 2_031).card.expirationMonth == 12)
            #expect(await Self.code { _ = try await amend(month: 13, year: nil) } == .expirationMonthInvalid)
            #expect(await Self.code { _ = try await amend(month: nil, year: 2_001) } == .expirationYearInvalid)
            for (customer, reader) in [(second, caller), (id, other)] {
                let hidden = await Self.code { _ = try await customers.card(saved.id, of: customer, as: reader) }
                #expect(hidden == .customerCardNotFound)
            }
            #expect(try await customers.delete(id, as: caller).cards.map(\.id) == [saved.id])
            let gone = await Self.code { _ = try await customers.card(saved.id, of: id, as: caller) }
            #expect(gone == .customerCardNotFound)
        }
    }
}

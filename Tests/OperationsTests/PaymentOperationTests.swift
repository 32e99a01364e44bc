import Domain
import Operations
import Storage
import TestSupport
import Testing

struct PaymentOperationTests {
    @Test(arguments: Backend.allCases)
    func `a hundred identical payments at once are one payment`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let request = try harness.pix()
            let answers = try await withThrowingTaskGroup(of: AnsweredOnce.self) { group in
                for _ in 0..<100 { group.addTask { try await harness.answer(request, key: "same", as: caller) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map(\.answer.body)).count == 1)
            #expect(answers.count { !$0.isReplay } == 1)
            let found = try await harness.operations.payments.search(PaymentSearch(), as: caller)
            #expect(found.total == 1)
            let events = try await harness.store.read {
                try $0.events(about: answers[0].answer.body, application: caller.application.id)
            }
            #expect(events.count == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a hundred uses of one card token at once are one payment`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let token = try await harness.cardToken(as: caller)
            let request = try harness.card(token)
            let outcomes = await withTaskGroup(of: Failure.Code?.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        do {
                            _ = try await harness.pay(request, key: "k\(number)", as: caller)
                            return nil
                        } catch {
                            return (error as? Failure)?.code ?? .internalError
                        }
                    }
                }
                return await group.reduce(into: [Failure.Code?]()) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.count { $0 == .cardTokenUsed } == 99)
            #expect(try await harness.operations.payments.search(PaymentSearch(), as: caller).total == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a hundred refunds of 60 percent at once are one refund`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let id = try await harness.pay(
                try harness.card(try await harness.cardToken(as: caller)),
                key: "p",
                as: caller
            )
            let refused = await withTaskGroup(of: Failure.Code?.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        do {
                            _ = try await harness.refund(id, 6_000, key: "r\(number)", as: caller)
                            return nil
                        } catch {
                            return (error as? Failure)?.code ?? .internalError
                        }
                    }
                }
                return await group.reduce(into: [Failure.Code?]()) { $0.append($1) }
            }
            #expect(refused.count { $0 == nil } == 1)
            #expect(refused.count { $0 == .refundAmountInvalid } == 99)
            let payment = try await harness.operations.payments.payment(id, as: caller)
            #expect(payment.payment.refunded.minor == 6_000)
            #expect(payment.refunds.map(\.amount.minor) == [6_000])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a repeat gets the first answer for at least a day, and another body is refused`(backend: Backend) async throws
    {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let first = try await harness.answer(try harness.pix(), key: "k", as: caller)
            harness.time.advance(by: .hours(24))
            let again = try await harness.answer(try harness.pix(), key: "k", as: caller)
            #expect(again.answer == first.answer && again.isReplay)
            await #expect(throws: Failure(.idempotencyKeyReused)) {
                _ = try await harness.answer(try harness.pix(), key: "k", body: "other", as: caller)
            }
            harness.time.advance(by: .hours(2))
            let later = try await harness.answer(try harness.pix(), key: "k", as: caller)
            #expect(!later.isReplay && later.answer != first.answer)
        }
    }

    @Test func `a card payment repeated with its key is answered though its token is used`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let request = try harness.card(try await harness.cardToken(as: caller))
            let first = try await harness.answer(request, key: "k", as: caller)
            let again = try await harness.answer(request, key: "k", as: caller)
            #expect(again.answer == first.answer && again.isReplay)
        }
    }

    @Test func `a key counts in its own application and mode`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let one = try await harness.caller(email: "one@b.example")
            let other = try await harness.caller(email: "other@b.example")
            let live = try await harness.caller(mode: .live, email: "live@b.example")
            let ids = [
                try await harness.pay(try harness.pix(), key: "k", as: one),
                try await harness.pay(try harness.pix(), key: "k", as: other),
                try await harness.pay(try harness.pix(), key: "k", as: live),
            ]
            #expect(Set(ids).count == 3)
        }
    }

    @Test func `a refused payment uses up neither its key nor its token`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let token = try await harness.cardToken(as: caller)
            var wrong = try harness.card(token)
            wrong.installments = 99
            await #expect(throws: Failure(.installmentsInvalid)) {
                _ = try await harness.pay(wrong, key: "k", as: caller)
            }
            _ = try await harness.pay(try harness.card(token), key: "k", as: caller)
        }
    }

    @Test func `another account's and another mode's things look absent`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let owner = try await harness.caller(email: "one@b.example")
            let stranger = try await harness.caller(email: "other@b.example")
            let id = try await harness.pay(try harness.pix(), key: "k", as: owner)
            let token = try await harness.cardToken(as: owner)
            let payments = harness.operations.payments
            await #expect(throws: Failure(.paymentNotFound)) { _ = try await payments.payment(id, as: stranger) }
            await #expect(throws: Failure(.paymentNotFound)) {
                _ = try await payments.update(id, PaymentChange(), as: stranger)
            }
            await #expect(throws: Failure(.paymentNotFound)) {
                _ = try await harness.refund(id, nil, key: "r", as: stranger)
            }
            await #expect(throws: Failure(.cardTokenNotFound)) {
                _ = try await harness.pay(try harness.card(token), key: "k", as: stranger)
            }
            await #expect(throws: Failure(.cardTokenNotFound)) {
                _ = try await harness.operations.cardTokens.cardToken(token.id, as: stranger)
            }
            #expect(try await payments.search(PaymentSearch(), as: stranger).total == 0)
        }
    }

    @Test func `without a processor nothing is charged and no test card taken in production`() async throws {
        try await Harness.run(.sqlite, simulatesLive: false) { (harness: Harness) async throws in
            let live = try await harness.caller(mode: .live)
            await #expect(throws: Failure(.processorMissing)) {
                _ = try await harness.pay(try harness.pix(), key: "k", as: live)
            }
            await #expect(throws: Failure(.testCardInLiveMode)) { _ = try await harness.cardToken(as: live) }
        }
    }

    @Test func `a permission that was taken away is missed`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let account = try await harness.account()
            let issued = try await harness.operations.applications.create(
                try ApplicationProfile(name: "n", product: .checkoutBricks),
                settings: try ApplicationSettings(permissions: [.read]),
                for: account.id,
                as: .operator
            )
            let token = try #require(issued.credentials.test).accessToken.reveal()
            let caller = try await harness.operations.credentials.verify(accessToken: token, from: .unknown).require()
            await #expect(throws: Failure(.insufficientScope)) {
                _ = try await harness.pay(try harness.pix(), key: "k", as: caller)
            }
            #expect(try await harness.operations.payments.search(PaymentSearch(), as: caller).total == 0)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what waited too long is ended, with its event`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let pix = try await harness.pay(try harness.pix(), key: "a", as: caller)
            let held = try await harness.pay(
                try harness.card(try await harness.cardToken(as: caller), captures: false),
                key: "b",
                as: caller
            )
            let upkeep = Upkeep(harness.context)
            try await upkeep.runOnce()
            harness.time.advance(by: .hours(24))
            try await upkeep.runOnce()
            let ended = try await harness.operations.payments.payment(pix, as: caller).payment
            #expect((ended.status, ended.statusDetail) == (.cancelled, .expired))
            #expect(try await harness.operations.payments.payment(held, as: caller).payment.status == .authorized)
            harness.time.advance(by: .days(4))
            try await upkeep.runOnce()
            #expect(try await harness.operations.payments.payment(held, as: caller).payment.status == .cancelled)
            let events = try await harness.store.read {
                try $0.events(about: pix.description, application: caller.application.id)
            }
            #expect(events.map(\.kind) == [.paymentCreated, .paymentUpdated])
            let kept = try await harness.store.read {
                try $0.rows("SELECT CAST(count(*) AS BIGINT) FROM idempotency")[0].integer(0)
            }
            #expect(kept == 0)
        }
    }

    @Test(arguments: Backend.allCases)
    func `random histories keep refunded under captured under authorised in the database`(backend: Backend) async throws
    {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            var random = harness.random
            for round in 0..<12 {
                let token = try await harness.cardToken(as: caller)
                let id = try await harness.pay(
                    try harness.card(token, captures: Bool.random(using: &random)),
                    key: "p\(round)",
                    as: caller
                )
                var ended: PaymentStatus?
                for step in 0..<8 {
                    var change = PaymentChange()
                    let amount = Money(minor: Int64.random(in: 1...12_000, using: &random), currency: .brl)
                    switch Int.random(in: 0...3, using: &random) {
                    case 0: change.step = .capture(amount)
                    case 1: change.step = .cancel
                    default: break
                    }
                    if change.step != nil {
                        _ = try? await harness.operations.payments.update(id, change, as: caller)
                    } else {
                        _ = try? await harness.refund(id, amount.minor, key: "r\(round)-\(step)", as: caller)
                    }
                    let found = try await harness.operations.payments.payment(id, as: caller)
                    let payment = found.payment
                    #expect(
                        payment.refunded.minor <= payment.captured.minor
                            && payment.captured.minor <= payment.authorized.minor
                    )
                    #expect(found.refunds.map(\.amount.minor).reduce(0, +) == payment.refunded.minor)
                    if let ended { #expect(payment.status == ended) }
                    if payment.status.isTerminal { ended = payment.status }
                }
            }
        }
    }
}

import Domain
import Operations
import Storage
import TestSupport
import Testing

struct MailTests {
    /// Takes nothing.
    private struct RefusingSender: MailSender {
        func send(_ mail: OutgoingMail) async throws { throw MailFailure("busy") }
    }

    private static func dispatch(_ harness: Harness, to sender: some MailSender) async throws {
        try await MailDispatcher(harness.context, sender: sender, base: { "https://llavero.test" }).runOnce()
    }

    @Test(arguments: Backend.allCases)
    func `a mail that is not taken is tried again, later each time, and given up after two days`(
        backend: Backend
    ) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let account = try await harness.account()
            let visitor = Visitor(address: "192.0.2.1", userAgent: nil)
            try await harness.operations.accounts.requestReset(account.email, from: visitor)
            try await Self.dispatch(harness, to: RefusingSender())
            #expect(try await harness.mails().isEmpty)
            harness.time.advance(by: .seconds(30))
            #expect(try await harness.mails().count == 1)
            #expect(try await harness.mails().isEmpty)

            try await harness.operations.accounts.requestReset(account.email, from: visitor)
            for _ in 0..<60 {
                try await Self.dispatch(harness, to: RefusingSender())
                harness.time.advance(by: .hours(1))
            }
            #expect(try await harness.mails().isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `two processes hand a mail over once`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let account = try await harness.account()
            let visitor = Visitor(address: "192.0.2.1", userAgent: nil)
            try await harness.operations.accounts.requestReset(account.email, from: visitor)
            let sender = RecordingSender()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<10 { group.addTask { try await Self.dispatch(harness, to: sender) } }
                try await group.waitForAll()
            }
            #expect(sender.mails.count == 1)
        }
    }

    @Test func `every mail says something in every language, and holds no place that is not filled`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let details = [
                "account": "a@b.example", "role": "viewer", "application": "{base}", "person": "p@b.example",
                "credential": "TEST-x", "end": "2026", "link": String(repeating: "A", count: 26),
            ]
            let now = harness.time.now()
            try await harness.store.write { transaction in
                for kind in Mail.Kind.allCases {
                    for language in Language.allCases {
                        let id = Mail.ID("\(kind.rawValue)-\(language.rawValue)")
                        let recipient = EmailAddress(stored: "a@b.example")
                        try transaction.insert(
                            Mail(
                                id: id,
                                recipient: recipient,
                                language: language,
                                kind: kind,
                                details: details,
                                createdAt: now,
                                dueAt: now
                            )
                        )
                    }
                }
            }
            var mails: [OutgoingMail] = []
            while mails.count < Mail.Kind.allCases.count * Language.allCases.count {
                let sent = try await harness.mails()
                mails += sent
                if sent.isEmpty { break }
            }
            #expect(mails.count == Mail.Kind.allCases.count * Language.allCases.count)
            for mail in mails {
                // A detail that looks like a place stays as it is.
                let text = mail.text.reveal().replacing("{base}", with: "")
                #expect(!mail.subject.isEmpty && text.contains("https://llavero.test/"), "\(mail.id)")
                #expect(!text.contains("{") && !text.contains("}"), "\(mail.id)")
            }
        }
    }
}

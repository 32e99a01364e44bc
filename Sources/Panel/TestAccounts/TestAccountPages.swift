import Domain
import HTTPTypes
import Operations
import Web

/// Test accounts of the person, and the form for another.
struct TestAccountsPage: MemberPage {
    static let route = Route(.get, "/developers/panel/test-users")
    let operations: Operations

    struct Row {
        let id: String
        let kind: String
        let country: String
        let description: String
        let user: String
        let email: String
        let password: String
        let code: String
        let balance: String
        let created: LocalTime
    }

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let done = ["test_account", "test_password", "test_saved", "test_deleted"]
        let key = visit.query["done"].flatMap { done.contains($0) ? "done_\($0)" : nil }
        return try await self.page(person, view, done: key.map { view.text($0) })
    }

    func page(
        _ person: SignedIn,
        _ view: View,
        done: String? = nil,
        _ sent: Form? = nil,
        _ failure: Failure? = nil
    ) async throws -> PanelAnswer {
        let found = try await self.operations.testAccounts.testAccounts(of: person.place.id, as: person.actor)
        let chosen = sent?.values("site").first ?? person.place.site.rawValue
        let model: [String: Any] = [
            "done": done as Any, "error": failure.map { ErrorNote($0, view) } as Any,
            "description": sent?.values("description").first ?? "", "balance": sent?.values("balance").first ?? "",
            "isNested": person.place.testKind != nil,
            "sites": SiteChoice.all(view, chosen: Site(rawValue: chosen) ?? person.place.site),
            "kinds": TestAccount.Kind.allCases.map {
                ApplicationEditor.Option(
                    id: $0.rawValue,
                    name: view.text("test_kind_\($0.rawValue)"),
                    isChosen: $0.rawValue == sent?.values("kind").first ?? TestAccount.Kind.seller.rawValue
                )
            }, "accounts": found.map { Self.row($0, view) },
        ]
        let status = failure.map { ProviderProblem($0.code).status } ?? 200
        return view.page("test-accounts", title: "menu_test_accounts", .testAccounts, status: status, model)
    }

    private static func row(_ opened: OpenedTestAccount, _ view: View) -> Row {
        let (testAccount, account) = (opened.testAccount, opened.testAccount.account)
        return Row(
            id: account.id.description,
            kind: view.text("test_kind_\(testAccount.kind.rawValue)"),
            country: account.site.countryName[view.language],
            description: testAccount.description,
            user: account.nickname,
            email: account.email.text,
            password: opened.password.reveal(),
            code: testAccount.verificationCode,
            balance: account.site.formatted(testAccount.balance),
            created: LocalTime(account.createdAt, view)
        )
    }
}

/// Opens a test account.
struct CreateTestAccount: MemberPage {
    static let route = Route(.post, "/developers/panel/test-users")
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        do {
            let site = try visit.form.choice("site", Site.self) ?? person.place.site
            _ = try await self.operations.testAccounts.open(
                try visit.form.choice("kind") ?? .seller,
                in: site,
                description: try visit.form.text("description") ?? "",
                balance: try visit.form.money("balance", site.currency),
                for: person.place.id,
                as: person.actor
            )
            return .redirect("/developers/panel/test-users?done=test_account")
        } catch let failure as Failure {
            return try await TestAccountsPage(operations: self.operations)
                .page(person, view, done: nil, visit.form, failure)
        }
    }
}

/// Gives a test account a new password.
struct RenewTestPassword: MemberPage {
    static let route = Route(.post, "/developers/panel/test-users/:user/password")
    let testAccounts: TestAccountOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let id = try visit.testAccount()
        _ = try await self.testAccounts.renewPassword(of: id, for: person.place.id, as: person.actor)
        return .redirect("/developers/panel/test-users?done=test_password")
    }
}

/// Changes the description, and adds money where an amount is given.
struct EditTestAccount: MemberPage {
    static let route = Route(.post, "/developers/panel/test-users/:user/edit")
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let (id, owner) = (try visit.testAccount(), person.place.id)
        do {
            let found = try await self.operations.testAccounts.testAccounts(of: owner, as: person.actor)
            guard let testAccount = found.first(where: { $0.testAccount.account.id == id })?.testAccount else {
                throw Failure(.testAccountNotFound)
            }
            let amount = try visit.form.money("amount", testAccount.balance.currency)
            let description = try visit.form.text("description") ?? testAccount.description
            try await self.operations.testAccounts.describe(id, description, for: owner, as: person.actor)
            if let amount { try await self.operations.testAccounts.add(amount, to: id, for: owner, as: person.actor) }
            return .redirect("/developers/panel/test-users?done=test_saved")
        } catch let failure as Failure where failure.code != .testAccountNotFound {
            return try await TestAccountsPage(operations: self.operations).page(person, view, done: nil, nil, failure)
        }
    }
}

/// Deletes a test account.
struct DeleteTestAccount: MemberPage {
    static let route = Route(.post, "/developers/panel/test-users/:user/delete")
    static let needsProof = true
    let testAccounts: TestAccountOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        try await self.testAccounts.delete(try visit.testAccount(), for: person.place.id, as: person.actor)
        return .redirect("/developers/panel/test-users?done=test_deleted")
    }
}

extension Visit {
    fileprivate func testAccount() throws(Failure) -> Account.ID {
        guard let id = Account.ID(text: self.parameter("user")) else { throw Failure(.testAccountNotFound) }
        return id
    }
}

extension Form {
    /// A number as people write it, as programs do: the last mark of one or two digits behind it is the decimals'.
    private static func number(_ text: String) -> String {
        let marks = text.filter { $0 == "." || $0 == "," }
        guard let last = text.lastIndex(where: { $0 == "." || $0 == "," }) else { return text }
        let behind = text.distance(from: last, to: text.endIndex) - 1
        let isDecimal = behind <= 2 || (marks.count == 1 && behind != 3)
        let whole = text[..<last].filter { $0 != "." && $0 != "," }
        return isDecimal ? "\(whole).\(text[text.index(after: last)...])" : text.filter { $0 != "." && $0 != "," }
    }

    /// An amount as people write it; nil when it is missing.
    /// - Throws: `invalid_amount`.
    fileprivate func money(_ name: String, _ currency: Currency) throws(Failure) -> Money? {
        guard let text = try self.text(name) else { return nil }
        guard let money = Money(number: Self.number(text), currency: currency) else {
            throw Failure(.invalidAmount, field: name, expected: "a number with at most \(currency.decimals) decimals")
        }
        return money.minor == 0 ? nil : money
    }
}

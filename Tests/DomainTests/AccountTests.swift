import Domain
import Testing

struct AccountTests {
    @Test(arguments: ["a@b.example", "first.last+tag@sub.domain.example", "A@B.EXAMPLE", "o'neil@x.example"])
    func `an address is accepted and compared without case`(text: String) throws {
        #expect(try EmailAddress(text).canonical == text.lowercased())
    }

    @Test(arguments: [
        "", "a", "a@", "@b.example", "a@b", "a b@c.example", "a@b..example", ".a@b.example", "a.@b.example",
        "a@-b.example",
        "a@b.example\n", "аdmin@b.example", "a@bé.example", "a@@b.example", "a@b.example,c@d.example",
    ])
    func `what is no plain address is refused`(text: String) {
        #expect(throws: Failure(.emailInvalid)) { try EmailAddress(text) }
    }

    @Test(arguments: [
        ("short", Failure.Code.passwordTooShort), ("aaaaaaaaaaaaaaaaaaaa", .passwordTooSimple),
        ("owner@shop.example1", .passwordTooSimple), (String(repeating: "abcde", count: 300), .passwordTooLong),
    ])
    func `a weak password is refused`(password: String, code: Failure.Code) throws {
        let email = try EmailAddress("owner@shop.example")
        #expect(throws: Failure(code)) { try PasswordRule.check(password, for: email) }
    }

    @Test func `a long password of any characters is accepted`() throws {
        try PasswordRule.check("correct horse battery", for: try EmailAddress("owner@shop.example"))
        try PasswordRule.check("пароль длинный и простой", for: try EmailAddress("owner@shop.example"))
    }

    @Test(arguments: [
        "http://shop.example/cb", "https://shop.example/cb#f", "https://user@shop.example/cb",
        "https://*.shop.example/cb",
        "https://shop.example/*", "javascript:alert(1)", "https://shop.example\\evil", "https:///cb", "cb", "",
        "https://shop.example:99999/", "https://shop..example/", "https://шоп.example/",
    ])
    func `a redirect URL that could lead elsewhere is refused`(text: String) {
        #expect(throws: Failure(.redirectURLInvalid)) { try RedirectURL(text) }
    }

    @Test func `an application keeps its bounds`() throws {
        #expect(throws: Failure(.applicationNameInvalid)) {
            try ApplicationProfile(name: String(repeating: "n", count: 51), product: .checkoutPro)
        }
        #expect(throws: Failure(.applicationNameInvalid)) {
            try ApplicationProfile(name: "a\u{202E}b", product: .checkoutPro)
        }
        #expect(throws: Failure(.applicationShortNameInvalid)) {
            try ApplicationProfile(name: "n", shortName: "a b", product: .checkoutPro)
        }
        #expect(throws: Failure(.applicationDescriptionInvalid)) {
            try ApplicationProfile(name: "n", description: String(repeating: "d", count: 151), product: .checkoutPro)
        }
        #expect(throws: Failure(.integrationModelUnknown)) {
            try ApplicationProfile(name: "n", product: .checkoutPro, integrationModels: [.attended])
        }
        let urls = try (0...10).map { try RedirectURL("https://shop.example/\($0)") }
        #expect(throws: Failure(.redirectURLInvalid)) { try ApplicationSettings(redirectURLs: urls) }
    }

    @Test func `every failure has words and no unfilled mark without its parts`() {
        for code in Failure.Code.allCases {
            let failure = Failure(code, field: "f", expected: "e")
            #expect(!failure.message.isEmpty && !failure.hint.isEmpty)
            #expect(!failure.description.contains("{field}") && !failure.description.contains("{expected}"), "\(code)")
        }
        let internalWords = Failure(.internalError).message
        let others = Failure.Code.allCases.filter { $0 != .internalError && $0.wording.message == internalWords }
        #expect(others.isEmpty)
    }
}

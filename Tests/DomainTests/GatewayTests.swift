import Domain
import Testing

/// What routes behind a gateway ask for, and which paths have one reading.
struct GatewayTests {
    private static let rules = """
        # The platform's own routes.
        GET   /status          nothing
        *     /admin/**        denied
        GET   /v1/payments/*   read      # one payment
        POST  /v1/card_tokens  public_key
        *     /webhooks/**     credential
        DELETE /v1/**          write
        """

    @Test(arguments: [
        ("GET", "/status", GatewayRequirement.nothing), ("POST", "/status", .permission(.write)),
        ("GET", "/admin", .denied), ("PUT", "/admin/users/1", .denied), ("GET", "/v1/payments/1", .permission(.read)),
        ("GET", "/v1/payments/1/refunds", .permission(.read)), ("POST", "/v1/card_tokens", .publicKey),
        ("OPTIONS", "/webhooks/a/b", .credential), ("DELETE", "/v1", .permission(.write)),
        ("HEAD", "/anything", .permission(.read)), ("PATCH", "/anything", .permission(.write)),
        ("GET", "/statuses", .permission(.read)), ("GET", "/status/", .permission(.read)),
    ])
    func `the first rule that fits counts`(method: String, path: String, expected: GatewayRequirement) throws {
        #expect(try GatewayRules(parsing: Self.rules).requirement(method, path[...]).0 == expected)
    }

    @Test(arguments: [
        ("GET /a", 1), ("# fine\nget /a read", 2), ("GET a read", 1), ("GET /a everything", 1), ("GET /a/**/b read", 1),
        ("GET /a*b read", 1), ("GET /a/../b read", 1), ("GET /a read more", 1), ("\n\nGET /a%2Fb read", 3),
    ])
    func `a rule that cannot be meant is named by its line`(text: String, line: Int) {
        #expect { try GatewayRules(parsing: text) } throws: { ($0 as? GatewayRules.Mistake)?.line == line }
    }

    @Test(arguments: [
        "/", "/v1/payments", "/v1/payments/", "/a.b/..c/...", "/a-_~!$&'()*+,=:@", "/caf%C3%A9", "/a%20b", "/a%3Fb",
    ])
    func `a path with one reading is normal`(path: String) {
        #expect(NormalPath.isNormal(path[...]))
    }

    @Test(arguments: [
        "", "a", "//", "/a//b", "/.", "/..", "/a/.", "/a/../b", "/a/./b", "/%2e%2e/a", "/a%2Fb", "/a%2fb", "/a%5Cb",
        "/a\\b", "/a;b=c", "/a%00", "/a%", "/a%4", "/a%zz", "/%61dmin", "/a%25b", "/a#b", "/a b", "/a\u{7F}", "/é",
        "/a%0D%0A", "/a%3Bb", "/a?b",
    ])
    func `a path that can be read in two ways is not`(path: String) {
        #expect(!NormalPath.isNormal(path[...]))
    }
}

import Testing

@testable import Domain

struct RestrictionsTests {
    @Test(arguments: [
        ("203.0.113.7", "203.0.113.7", true), ("203.0.113.7", "203.0.113.8", false),
        ("203.0.113.0/24", "203.0.113.255", true), ("203.0.113.0/24", "203.0.114.0", false),
        ("203.0.113.77/24", "203.0.113.1", true), ("203.0.113.128/25", "203.0.113.127", false),
        ("203.0.113.0/24", "::ffff:203.0.113.9", true), ("::ffff:203.0.113.9", "203.0.113.9", true),
        ("0.0.0.0/0", "198.51.100.1", true), ("0.0.0.0/0", "2001:db8::1", false), ("::/0", "2001:db8::1", true),
        ("2001:db8::/48", "2001:db8:0:ffff::1", true), ("2001:db8::/48", "2001:db8:1::1", false),
        ("2001:db8::/33", "2001:db8:8000::", false), ("::1", "::1", true), ("10.0.0.0/8", "unknown", false),
    ])
    func `a network holds the addresses that begin like it`(network: String, address: String, isInside: Bool) throws {
        let network = try #require(Network(network))
        #expect((IPAddress(address).map(network.contains) ?? false) == isInside)
    }

    @Test(arguments: [
        "", "/24", "203.0.113.0/", "203.0.113.0/33", "203.0.113.0/-1", "203.0.113.0/+8", "203.0.113.0/24/24",
        "203.0.113", "203.0.113.256", "shop.example", "2001:db8::/129", "203.0.113.0/024x", " 203.0.113.0",
        "fe80::1%eth0", "0x7f.1",
    ])
    func `what is no address or network is refused`(text: String) {
        #expect(Network(text) == nil)
    }

    @Test(arguments: [
        ("2001:0DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("::", "::"), ("1::", "1::"), ("::1", "::1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
        ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("203.0.113.7", "203.0.113.7"), ("::ffff:c000:221", "192.0.2.33"),
    ])
    func `an address has one text`(given: String, text: String) throws {
        #expect(try #require(IPAddress(given)).text == text)
    }

    @Test(arguments: [
        ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8:9", "::12345", "::g", "::1.2.3",
        "1.2.3.4::", "::1.2.3.4:5", "1:2:3:4:5:6:7:8::", "01.2.3.4", "1.2.3.4.5", "1.2.3.", "[::1]", "1.2.3.4:80",
        "١.2.3.4",
    ])
    func `what only looks like an address is none`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func `a network is shown by its first address and kept once`() throws {
        let restrictions = try Restrictions(
            networkTexts: ["203.0.113.77/24", "203.0.113.0/24", "198.51.100.7/32", "2001:DB8:0::1/64"],
            originTexts: [],
            callsPerMinute: nil
        )
        #expect(restrictions.networks.map(\.text) == ["203.0.113.0/24", "198.51.100.7", "2001:db8::/64"])
    }

    @Test(arguments: [
        ("https://shop.example", "https://shop.example"), ("https://Shop.Example:443", "https://shop.example"),
        ("http://localhost:3000", "http://localhost:3000"), ("http://localhost:80", "http://localhost"),
        ("https://shop.example:8443", "https://shop.example:8443"),
    ])
    func `an origin is kept as browsers send it`(text: String, kept: String) throws {
        #expect(try #require(WebOrigin(text)).text == kept)
    }

    @Test(arguments: [
        "", "shop.example", "https://", "https://shop.example/", "https://shop.example/path", "ftp://shop.example",
        "https://a@shop.example", "https://shop.example?x", "https://*.shop.example", "null", "https://shop.example:0",
    ])
    func `what is no origin is refused`(text: String) {
        #expect(WebOrigin(text) == nil)
        #expect(throws: Failure(.restrictionsInvalid)) {
            try Restrictions(networkTexts: [], originTexts: [text], callsPerMinute: nil)
        }
    }

    @Test func `pages without an origin and addresses nobody knows are not among those that are named`() throws {
        let restrictions = try Restrictions(
            networkTexts: ["203.0.113.0/24"],
            originTexts: ["https://shop.example"],
            callsPerMinute: nil
        )
        #expect(!restrictions.allows(origin: nil) && !restrictions.allows(origin: "null"))
        #expect(!restrictions.allows(address: "unknown") && restrictions.allows(address: "203.0.113.1"))
        #expect(Restrictions.none.allows(origin: nil) && Restrictions.none.allows(address: "unknown"))
    }

    @Test func `lists and numbers have bounds`() {
        let many = (0...Restrictions.networksMax).map { "10.0.0.\($0)" }
        #expect(throws: Failure(.restrictionsInvalid)) {
            try Restrictions(networkTexts: many, originTexts: [], callsPerMinute: nil)
        }
        for calls in [0, -1, Restrictions.callsPerMinuteMax + 1] {
            #expect(throws: Failure(.restrictionsInvalid)) {
                try Restrictions(networkTexts: [], originTexts: [], callsPerMinute: calls)
            }
        }
    }
}

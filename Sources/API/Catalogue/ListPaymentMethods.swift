import Domain
import HTTPTypes
import Web

/// The payment methods of the caller's site.
struct ListPaymentMethods: KeyEndpoint {
    static let route = Route(.get, "/v1/payment_methods")
    static let isOfPlatform = true

    func handle(_ call: Call, _ caller: Caller) -> Answer {
        Answer(json: .array(caller.site.paymentMethods.map { PaymentMethodView.json($0, in: caller.site) }))
    }
}

/// The payment methods of a site, for anybody.
struct ListSitePaymentMethods: OpenEndpoint {
    static let route = Route(.get, "/sites/:site/payment_methods")

    func handle(_ call: Call) throws -> Answer {
        guard let site = Site(rawValue: call.parameter("site").uppercased()) else { throw Failure(.siteUnknown) }
        return Answer(json: .array(site.paymentMethods.map { PaymentMethodView.json($0, in: site) }))
    }
}

/// The payment methods that match the first digits of a card, or all of them.
struct SearchPaymentMethods: KeyEndpoint {
    static let route = Route(.get, "/v1/payment_methods/search")
    static let isOfPlatform = true

    func handle(_ call: Call, _ caller: Caller) throws -> Answer {
        let site = caller.site
        var methods = site.paymentMethods
        if let bin = try call.bin("bins") ?? call.bin("bin") { methods = site.cardMethods(matching: bin) }
        if let id = call.query["id"] ?? call.query["payment_method_id"] { methods = methods.filter { $0.id == id } }
        if let status = call.query["status"], status != "active" { methods = [] }
        let (limit, offset) = try call.page(limitDefault: 50)
        let page = methods.dropFirst(Int(offset)).prefix(Int(limit))
        return Answer(json: [
            "paging": ["total": .integer(methods.count), "limit": .integer(limit), "offset": .integer(offset)],
            "results": .array(page.map { Self.view($0, in: site) }),
        ])
    }

    private static func view(_ method: PaymentMethod, in site: Site) -> JSON {
        let issuer = CardIssuer(of: method)
        return .object(
            PaymentMethodView.members(method, in: site) + [
                .init("site_id", .string(site.rawValue)), .init("marketplace", "NONE"), .init("labels", []),
                .init("min_accreditation_days", 0),
                .init("max_accreditation_days", .integer(method.accreditationMinutes / 1_440)),
                .init("processing_mode", "aggregator"),
                .init(
                    "issuer",
                    method.kind.isCard
                        ? ["id": .number(issuer.id), "name": .string(issuer.name), "default": true] : nil
                ),
            ]
        )
    }
}

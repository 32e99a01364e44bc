import Domain
import HTTPTypes
import Web

/// The account behind an Access Token.
struct ReadCurrentUser: CallerEndpoint {
    static let route = Route(.get, "/users/me")

    func handle(_ call: Call, _ caller: Caller) throws -> Answer {
        try caller.require(.read)
        return Answer(json: Self.view(caller.account))
    }

    private static func view(_ account: Account) -> JSON {
        [
            "id": .id(account.id), "nickname": .string(account.nickname),
            "registration_date": .date(account.createdAt), "first_name": .text(account.firstName),
            "last_name": .text(account.lastName), "gender": "", "country_id": .string(account.site.country),
            "email": .string(account.email.text), "identification": ["number": nil, "type": nil],
            "address": ["address": nil, "city": nil, "state": nil, "zip_code": nil],
            "phone": ["area_code": nil, "extension": "", "number": nil, "verified": false],
            "alternative_phone": ["area_code": "", "extension": "", "number": ""], "user_type": "normal",
            "tags": account.testKind == nil ? ["normal"] : ["normal", "test_user"], "logo": nil, "points": 0,
            "site_id": .string(account.site.rawValue),
            "permalink": nil, "seller_experience": "NEWBIE", "bill_data": ["accept_credit_note": nil],
            "seller_reputation": [:], "buyer_reputation": [:],
            "status": ["site_status": .string(account.blockedAt == nil ? "active" : "deactive")],
            "secure_email": .string(account.email.text), "company": nil, "credit": [:], "context": [:],
            "registration_identifiers": [],
        ]
    }
}

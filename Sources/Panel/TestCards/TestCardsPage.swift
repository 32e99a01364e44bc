import Domain
import HTTPTypes
import Operations
import Web

/// The cards of a site for testing, and the names that decide what becomes of a payment.
struct TestCardsPage: MemberPage {
    static let route = Route(.get, "/developers/panel/test-cards")

    struct Card {
        let brand: String
        let kind: String
        let number: String
        let copied: String
        let code: String
    }

    struct Outcome {
        let code: String
        let meaning: String
    }

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let site = visit.query["site"].flatMap { Site(rawValue: $0.uppercased()) } ?? view.site
        let model: [String: Any] = [
            "country": site.countryName[view.language],
            "sites": Site.allCases.map {
                SiteChoice(id: $0.rawValue, name: $0.countryName[view.language], isChosen: $0 == site)
            }, "cards": TestCard.listed(for: site).map { Self.card($0, view) },
            "outcomes": TestOutcome.allCases.map {
                Outcome(code: $0.rawValue, meaning: view.text("outcome_\($0.rawValue)"))
            },
        ]
        return view.page("test-cards", title: "menu_test_cards", .testCards, model)
    }

    private static func card(_ card: TestCard, _ view: View) -> Card {
        let parts = card.id.split(separator: "-")
        let brands = ["master": "Mastercard", "visa": "Visa", "amex": "American Express", "elo": "Elo"]
        let isAmex = parts[1] == "amex"
        let groups = isAmex ? [4, 6, 5] : [4, 4, 4, 4]
        var rest = card.number[...]
        let shown = groups.map { size in
            defer { rest = rest.dropFirst(size) }
            return String(rest.prefix(size))
        }
        return Card(
            brand: brands[String(parts[1])] ?? String(parts[1]),
            kind: view.text(parts[2] == "debit" ? "card_debit" : "card_credit"),
            number: shown.joined(separator: " "),
            copied: card.number,
            code: isAmex ? "1234" : "123"
        )
    }
}

/// The installments a card payment can be split into; the simulator charges no financing cost.
package enum InstallmentPlan {
    /// The numbers offered for a method: several for credit cards, one for the others.
    package static func counts(for method: PaymentMethod, in site: Site) -> [Int64] {
        guard method.kind == .creditCard else { return [1] }
        switch site {
        case .brazil: return Array(1...12)
        case .argentina, .mexico: return [1, 3, 6, 9, 12, 18]
        case .chile, .colombia, .peru, .uruguay: return Array(1...12) + [18, 24, 36]
        }
    }

    /// The amount of each installment in minor units, rounded to the nearest.
    package static func installmentMinor(of amount: Money, count: Int64) -> Int64 {
        (amount.minor + count / 2) / count
    }
}

/// The bank behind a card; the catalogue has one for each payment method.
package struct CardIssuer: Equatable, Sendable {
    package let id: String
    package let name: String

    package init(of method: PaymentMethod) {
        // A stable number made from the method's name, so that no list has to be kept in step.
        let sum = method.id.utf8.reduce(Int64(7)) { ($0 * 31 + Int64($1)) % 9_000 }
        self.id = String(sum + 1_000)
        self.name = method.name
    }
}

/// A country's site, by its identifier on the wire.
package enum Site: String, CaseIterable, Sendable {
    case argentina = "MLA"
    case brazil = "MLB"
    case chile = "MLC"
    case colombia = "MCO"
    case mexico = "MLM"
    case peru = "MPE"
    case uruguay = "MLU"

    /// ISO 3166-1 alpha-2.
    package var country: String {
        switch self {
        case .argentina: "AR"
        case .brazil: "BR"
        case .chile: "CL"
        case .colombia: "CO"
        case .mexico: "MX"
        case .peru: "PE"
        case .uruguay: "UY"
        }
    }

    package var countryName: LocalizedText {
        switch self {
        case .argentina: LocalizedText("Argentina")
        case .brazil: LocalizedText("Brazil", es: "Brasil", pt: "Brasil")
        case .chile: LocalizedText("Chile")
        case .colombia: LocalizedText("Colombia", es: "Colombia", pt: "Colômbia")
        case .mexico: LocalizedText("Mexico", es: "México", pt: "México")
        case .peru: LocalizedText("Peru", es: "Perú", pt: "Peru")
        case .uruguay: LocalizedText("Uruguay", es: "Uruguay", pt: "Uruguai")
        }
    }

    package var language: Language { self == .brazil ? .portuguese : .spanish }

    /// The locale of the provider's browser library.
    package var locale: String { "\(self.language.rawValue)-\(self.country)" }

    package var currency: Currency {
        switch self {
        case .argentina: .ars
        case .brazil: .brl
        case .chile: .clp
        case .colombia: .cop
        case .mexico: .mxn
        case .peru: .pen
        case .uruguay: .uyu
        }
    }

    /// The currency's sign as the provider writes it.
    package var currencySymbol: String {
        switch self {
        case .brazil: "R$"
        case .peru: "S/."
        default: "$"
        }
    }

    package var decimalSeparator: Character { self == .mexico ? "." : "," }
    package var thousandsSeparator: Character { self == .mexico ? "," : "." }

    /// An amount as people of the site write it, such as `R$ 1.234,50`.
    package func formatted(_ amount: Money) -> String {
        let (whole, cents) = amount.minor.quotientAndRemainder(dividingBy: amount.currency.minorPerMajor)
        var groups: [String] = []
        var digits = Substring(String(whole))
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits = digits.dropLast(3)
        }
        groups.insert(String(digits), at: 0)
        let text = "\(self.currencySymbol) \(groups.joined(separator: String(self.thousandsSeparator)))"
        guard amount.currency.decimals > 0 else { return text }
        return "\(text)\(self.decimalSeparator)\(cents < 10 ? "0" : "")\(cents)"
    }

    /// The suffix of the provider's domain in this country, with its leading dot.
    package var domainSuffix: String {
        switch self {
        case .argentina: ".com.ar"
        case .brazil: ".com.br"
        case .chile: ".cl"
        case .colombia: ".com.co"
        case .mexico: ".com.mx"
        case .peru: ".com.pe"
        case .uruguay: ".com.uy"
        }
    }

    /// Days after which an authorised payment that was not captured is cancelled; nil where payments cannot be authorised first.
    package var captureWindowDays: Int? {
        switch self {
        case .brazil: 5
        case .argentina, .chile, .mexico, .peru: 7
        case .colombia, .uruguay: nil
        }
    }

    /// Whether less than the authorised amount may be captured.
    package var capturesPartially: Bool { self == .argentina || self == .brazil }
}

/// A language of the product; every text a person reads exists in all three.
package enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case spanish = "es"
    case portuguese = "pt"
}

/// One text in every language.
package struct LocalizedText: Equatable, Sendable {
    package let english: String
    package let spanish: String
    package let portuguese: String

    package init(_ english: String, es spanish: String, pt portuguese: String) {
        self.english = english
        self.spanish = spanish
        self.portuguese = portuguese
    }

    /// The same text in every language, as brand names are.
    package init(_ same: String) {
        self.init(same, es: same, pt: same)
    }

    package subscript(language: Language) -> String {
        switch language {
        case .english: self.english
        case .spanish: self.spanish
        case .portuguese: self.portuguese
        }
    }
}

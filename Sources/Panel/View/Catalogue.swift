import Domain

/// Every text that a person reads in the panel, in every language; the only place for them.
enum Catalogue {
    /// All texts by key.
    static let all: [String: LocalizedText] = [
        frame, signIn, account, applications, fields, industries, credentials, renewals, shares, activity, doctor,
        testing, oauth, restrictions,
    ]
    .reduce(into: [:]) { all, part in
        all.merge(part) { _, _ in preconditionFailure("a key of the catalogue is given twice") }
    }

    /// What can go wrong, in the languages other than English.
    static let failures = [peopleFailures, applicationFailures, oauthFailures, restrictionFailures]
        .reduce(into: [:]) { all, part in
            all.merge(part) { _, _ in preconditionFailure("a failure is worded twice") }
        }

    private static let byLanguage = Dictionary(
        uniqueKeysWithValues: Language.allCases.map { language in (language, Self.all.mapValues { $0[language] }) }
    )

    /// The texts of one language, for templates.
    static func texts(_ language: Language) -> [String: String] { self.byLanguage[language] ?? [:] }

    static func text(_ key: String, _ language: Language) -> String {
        guard let text = self.all[key] else { preconditionFailure("the catalogue has no \(key)") }
        return text[language]
    }

    /// What went wrong and what to do about it; in English the wording of the API.
    static func failure(_ failure: Failure, _ language: Language) -> (message: String, hint: String) {
        if language == .english { return (failure.message, failure.hint) }
        guard let words = self.failures[failure.code] else {
            return (self.text("failure_other", language), failure.code.rawValue)
        }
        func filled(_ text: LocalizedText) -> String {
            text[language].replacing("{expected}", with: failure.expected ?? "")
                .replacing("{field}", with: failure.field ?? "")
        }
        return (filled(words.message), filled(words.hint))
    }

    /// What is wrong with a credential, and how to mend it; in English the wording of the command line.
    static func diagnosis(_ code: Diagnosis.Code, _ language: Language) -> (message: String, fix: String) {
        guard language != .english, let words = self.diagnoses[code] else { return code.wording }
        return (words.message[language], words.fix[language])
    }
}

/// A message and what to do about it, in the languages other than English.
struct Advice {
    let message: LocalizedText
    let hint: LocalizedText

    init(es spanish: (String, String), pt portuguese: (String, String)) {
        self.message = LocalizedText("", es: spanish.0, pt: portuguese.0)
        self.hint = LocalizedText("", es: spanish.1, pt: portuguese.1)
    }

    var fix: LocalizedText { self.hint }
}

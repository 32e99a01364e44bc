import Domain

/// The files of `Pages`, built into the program.
enum HelpFiles {
    static func text(_ name: String, _ language: Language) -> String? {
        self.all["\(name).\(language.rawValue)"].map { String(decoding: $0, as: UTF8.self) }
    }

    static let all: [String: [UInt8]] = [
        "application-details.en": PackageResources.application_details_en_md,
        "application-details.es": PackageResources.application_details_es_md,
        "application-details.pt": PackageResources.application_details_pt_md,
        "credential-table.en": PackageResources.credential_table_en_md,
        "credential-table.es": PackageResources.credential_table_es_md,
        "credential-table.pt": PackageResources.credential_table_pt_md,
        "credentials.en": PackageResources.credentials_en_md,
        "credentials.es": PackageResources.credentials_es_md,
        "credentials.pt": PackageResources.credentials_pt_md,
        "dashboard.en": PackageResources.dashboard_en_md,
        "dashboard.es": PackageResources.dashboard_es_md,
        "dashboard.pt": PackageResources.dashboard_pt_md,
        "errors.en": PackageResources.errors_en_md,
        "errors.es": PackageResources.errors_es_md,
        "errors.pt": PackageResources.errors_pt_md,
        "oauth.en": PackageResources.oauth_en_md,
        "oauth.es": PackageResources.oauth_es_md,
        "oauth.pt": PackageResources.oauth_pt_md,
        "test-accounts.en": PackageResources.test_accounts_en_md,
        "test-accounts.es": PackageResources.test_accounts_es_md,
        "test-accounts.pt": PackageResources.test_accounts_pt_md,
        "test-cards.en": PackageResources.test_cards_en_md,
        "test-cards.es": PackageResources.test_cards_es_md,
        "test-cards.pt": PackageResources.test_cards_pt_md,
    ]
}

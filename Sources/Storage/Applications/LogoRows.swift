package import Domain

extension ReadTransaction {
    /// An application's logo as PNG.
    package func logo(of application: Application.ID) throws -> [UInt8]? {
        try self.rows("SELECT picture FROM logo WHERE application_id = \(application)").first?.blob(0)
    }

    package func hasLogo(_ application: Application.ID) throws -> Bool {
        try !self.rows("SELECT application_id FROM logo WHERE application_id = \(application)").isEmpty
    }
}

extension Transaction {
    package func setLogo(_ picture: [UInt8], of application: Application.ID, at now: Timestamp) throws {
        try self.execute(
            """
            INSERT INTO logo (application_id, picture, created_at) VALUES (\(application), \(picture), \(now))
            ON CONFLICT (application_id) DO UPDATE SET picture = excluded.picture, created_at = excluded.created_at
            """
        )
    }

    package func deleteLogo(of application: Application.ID) throws {
        try self.execute("DELETE FROM logo WHERE application_id = \(application)")
    }
}

/// One forward step of the schema.
package struct Migration: Sendable {
    package let version: Int64
    package let name: String
    package let statements: @Sendable (Dialect) -> [String]

    package init(version: Int64, name: String, statements: @escaping @Sendable (Dialect) -> [String]) {
        self.version = version
        self.name = name
        self.statements = statements
    }

    package static let all: [Migration] = [
        .accounts, .payments, .renewals, .shares, .leaks, .people, .testAccounts, .management,
        .cardTokenClones, .sellers, .oauth, .journal, .agreement, .restrictions, .customers,
    ]
}

/// Brings a database to the newest schema.
package struct Migrator: Sendable {
    private let migrations: [Migration]

    package init(_ migrations: [Migration] = Migration.all) {
        self.migrations = migrations
    }

    /// Runs the steps that are missing, each in its own transaction, and returns their versions.
    /// - Throws: `StorageFailure.broken` when the database was written by a newer program.
    @discardableResult
    package func run(on store: any Store, dialect: Dialect, at now: Int64) async throws -> [Int64] {
        let present = try await self.presentVersion(in: store, dialect: dialect)
        let newest = self.migrations.last?.version ?? 0
        guard present <= newest else {
            throw StorageFailure.broken(
                "the database has schema \(present), this program knows up to \(newest): use a newer program"
            )
        }
        var done: [Int64] = []
        for migration in self.migrations where migration.version > present {
            try await store.write { transaction in
                for statement in migration.statements(dialect) { try transaction.execute(migration: statement) }
                try transaction.execute(
                    """
                    INSERT INTO schema_migration (version, name, applied_at)
                    VALUES (\(migration.version), \(migration.name), \(now))
                    """
                )
            }
            done.append(migration.version)
        }
        return done
    }

    private func presentVersion(in store: any Store, dialect: Dialect) async throws -> Int64 {
        try await store.write { transaction in
            try transaction.execute(
                migration: """
                    CREATE TABLE IF NOT EXISTS schema_migration (
                        version \(dialect.int64) NOT NULL PRIMARY KEY,
                        name TEXT NOT NULL,
                        applied_at \(dialect.int64) NOT NULL
                    ) \(dialect.strict)
                    """
            )
            let rows = try transaction.rows("SELECT version FROM schema_migration ORDER BY version DESC LIMIT 1")
            return try rows.first?.integer(0) ?? 0
        }
    }
}

import Domain
import Foundation
import Operations
import Storage
import StoragePostgres

/// Where a sandbox keeps its data while it lives.
struct SandboxPlace: Sendable {
    let directory: String
    /// The PostgreSQL database and the schema made in it; nil for the embedded database.
    private let postgres: (connection: String, schema: String)?

    /// - Parameter database: `sqlite`, `postgres:CONNECTION`, or nil for the embedded one.
    static func make(database: String?) async throws -> SandboxPlace {
        var template = Array("\(FileManager.default.temporaryDirectory.path)/llavero-sandbox-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ConfigurationFailure("A temporary folder cannot be made: check TMPDIR.")
        }
        let directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let database, database != "sqlite" else { return SandboxPlace(directory: directory, postgres: nil) }
        guard database.hasPrefix("postgres:") else {
            throw ConfigurationFailure("--database takes sqlite or postgres:CONNECTION.")
        }
        let connection = String(database.dropFirst(9))
        let schema = "llavero_sandbox_" + Hexadecimal.text(SystemRandom().bytes(6))
        let place = SandboxPlace(directory: directory, postgres: (connection, schema))
        do {
            try await place.run("CREATE SCHEMA \(schema)")
        } catch {
            await place.removeDirectory()
            throw error
        }
        return place
    }

    var settings: [String: String] {
        var pairs: [(Setting, String?)] = [(.dataDirectory, self.directory), (.passwordHashing, "light")]
        if let postgres {
            pairs += [(.database, "postgres:\(postgres.connection)"), (.postgresSchema, postgres.schema)]
        } else {
            pairs.append((.database, "sqlite"))
        }
        return SettingValues.make(pairs)
    }

    /// The process's environment without what would make the sandbox keep its data elsewhere.
    var environment: [String: String] {
        let kept = [
            Setting.host, .port, .baseURL, .logLevel, .postgresConnections, .rememberedCredentials, .oauthCalls,
            .gatewayListen, .gatewaySecret, .gatewayRules, .gatewayAudience,
            .codeLife, .accessTokenLife, .refreshTokenLife, .ownTokenLife,
        ]
        .map(\.variable)
        return ProcessInfo.processInfo.environment.filter { kept.contains($0.key) }
    }

    /// Deletes everything.
    func remove() async {
        if let postgres {
            do {
                try await self.run("DROP SCHEMA \(postgres.schema) CASCADE")
            } catch {
                FileHandle.standardError.write(
                    Data("llavero: the schema \(postgres.schema) could not be dropped\n".utf8)
                )
            }
        }
        await self.removeDirectory()
    }

    private func removeDirectory() async {
        try? FileManager.default.removeItem(atPath: self.directory)
    }

    private func run(_ statement: String) async throws {
        guard let postgres else { return }
        let store = try await PostgresStore(
            settings: PostgresSettings(connectionString: postgres.connection, connectionsMax: 1)
        )
        do {
            try await store.write { try $0.execute(migration: statement) }
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }
}

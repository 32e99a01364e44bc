package import Domain

extension ReadTransaction {
    /// The busiest callers of the owner's own pair since an hour, each with all generations it came with.
    /// - Parameter limit: The most callers given.
    package func callers(
        of application: Application.ID,
        _ mode: Mode,
        _ pair: CredentialPair,
        since hour: Timestamp,
        limit: Int64
    ) throws -> [(source: CallSource, generation: Int64, calls: PairCaller.Calls)] {
        let uses = Self.uses(of: application, mode, pair, since: hour)
        return
            try self.rows(
                """
                SELECT used.address, used.sdk, used.route, used.generation, CAST(SUM(used.count) AS BIGINT),
                    MAX(used.last_at)
                FROM (\(uses)) AS used
                JOIN (
                    SELECT address, sdk, route FROM (\(uses)) AS ranked
                    GROUP BY address, sdk, route ORDER BY SUM(count) DESC, address, sdk, route LIMIT \(limit)
                ) AS busiest
                ON busiest.address = used.address AND busiest.sdk = used.sdk AND busiest.route = used.route
                GROUP BY used.address, used.sdk, used.route, used.generation
                """
            )
            .map { row in
                (
                    CallSource(address: try row.text(0), sdk: try row.text(1), route: try row.text(2)),
                    try row.integer(3), PairCaller.Calls(count: try row.integer(4), lastAt: try row.instant(5))
                )
            }
    }

    /// How often the owner's own pair was used since an hour, by whomever.
    package func calls(
        of application: Application.ID,
        _ mode: Mode,
        _ pair: CredentialPair,
        since hour: Timestamp
    ) throws -> Int64 {
        let uses = Self.uses(of: application, mode, pair, since: hour)
        return try self.rows("SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM (\(uses)) AS used").first?
            .integer(0) ?? 0
    }

    private static func uses(
        of application: Application.ID,
        _ mode: Mode,
        _ pair: CredentialPair,
        since hour: Timestamp
    ) -> Query {
        let kinds = Query.joined(pair.kinds.map { "\($0)" }, separator: ", ")
        return """
            SELECT credential_use.address, credential_use.sdk, credential_use.route, credential_use.count,
                credential_use.last_at, credential.generation
            FROM credential JOIN credential_use ON credential_use.credential_id = credential.id
            WHERE credential.application_id = \(application) AND credential.mode = \(mode)
                AND credential.kind IN (\(kinds)) AND credential.share_id IS NULL AND credential_use.hour >= \(hour)
            """
    }

    /// When a generation of a pair was last used; nil when it never was.
    package func lastUse(
        of application: Application.ID,
        _ mode: Mode,
        _ pair: CredentialPair,
        generation: Int64
    ) throws -> Timestamp? {
        let kinds = Query.joined(pair.kinds.map { "\($0)" }, separator: ", ")
        return
            try self.rows(
                """
                SELECT credential_last_use.at
                FROM credential JOIN credential_last_use ON credential_last_use.credential_id = credential.id
                WHERE credential.application_id = \(application) AND credential.mode = \(mode)
                    AND credential.kind IN (\(kinds)) AND credential.generation = \(generation)
                ORDER BY credential_last_use.at DESC LIMIT 1
                """
            )
            .first.map { try $0.instant(0) }
    }

    /// When each credential of an application was last used; those never used are missing.
    package func lastUses(of application: Application.ID) throws -> [Credential.ID: Timestamp] {
        let rows = try self.rows(
            """
            SELECT credential.id, credential_last_use.at
            FROM credential JOIN credential_last_use ON credential_last_use.credential_id = credential.id
            WHERE credential.application_id = \(application)
            """
        )
        var uses: [Credential.ID: Timestamp] = [:]
        for row in rows { uses[try row.id(0)] = try row.instant(1) }
        return uses
    }
}

extension Transaction {
    /// Adds what was counted to what is recorded.
    package func add(_ use: CredentialUse) throws {
        try self.execute(
            """
            INSERT INTO credential_use (credential_id, hour, address, sdk, route, count, first_at, last_at)
            VALUES (\(use.credentialID), \(use.hour), \(use.source.address), \(use.source.sdk), \(use.source.route),
                \(use.count), \(use.firstAt), \(use.lastAt))
            ON CONFLICT (credential_id, hour, address, sdk, route) DO UPDATE SET
                count = credential_use.count + excluded.count,
                first_at = CASE WHEN excluded.first_at < credential_use.first_at
                    THEN excluded.first_at ELSE credential_use.first_at END,
                last_at = CASE WHEN excluded.last_at > credential_use.last_at
                    THEN excluded.last_at ELSE credential_use.last_at END
            """
        )
        try self.execute(
            """
            INSERT INTO credential_last_use (credential_id, at) VALUES (\(use.credentialID), \(use.lastAt))
            ON CONFLICT (credential_id) DO UPDATE SET at = excluded.at WHERE excluded.at > credential_last_use.at
            """
        )
    }

    /// Forgets who used credentials before an hour; gives how many rows went, at most `limit`.
    package func deleteUses(before hour: Timestamp, limit: Int64) throws -> Int {
        try self.execute(
            """
            DELETE FROM credential_use WHERE (credential_id, hour, address, sdk, route) IN (
                SELECT credential_id, hour, address, sdk, route FROM credential_use
                WHERE hour < \(hour) ORDER BY hour LIMIT \(limit))
            """
        )
    }
}

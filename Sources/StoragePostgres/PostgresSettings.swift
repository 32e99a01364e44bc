/// How to reach a PostgreSQL database and how its sessions behave.
package struct PostgresSettings: Sendable {
    /// A connection string as libpq takes it: several hosts, TLS and all other options (PostgreSQL, section 34.1).
    package let connectionString: String
    /// The schema that holds the tables; nil for the database's own search path.
    package let schema: String?
    package let connectionsMax: Int

    package static let connectSecondsMax = 5
    /// Seconds a statement or a wait for a lock may take.
    package static let statementSecondsMax = 10
    /// Milliseconds for which what was sent may stay unacknowledged: a network that is gone answers nothing.
    private static let unacknowledgedMillisecondsMax = 5_000

    package init(connectionString: String, schema: String? = nil, connectionsMax: Int = 10) {
        self.connectionString = connectionString
        self.schema = schema
        self.connectionsMax = connectionsMax
    }

    /// Whether a text can stand as a schema's name without quoting.
    package static func isSchemaName(_ text: String) -> Bool {
        (1...63).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_")
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
    }

    var sessionStatements: [String] {
        var statements = [
            "SET statement_timeout = '\(Self.statementSecondsMax)s'",
            "SET lock_timeout = '\(Self.statementSecondsMax)s'",
            "SET idle_in_transaction_session_timeout = '30s'", "SET client_min_messages = warning",
            "SET synchronous_commit = on",
        ]
        if let schema { statements.append("SET search_path TO \(schema)") }
        return statements
    }

    /// Parameter names and values for `PQconnectdbParams`; the connection string comes last and so wins.
    func withParameters<Output>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> Output
    ) -> Output {
        let pairs = [
            ("connect_timeout", String(Self.connectSecondsMax)), ("application_name", "llavero"),
            ("tcp_user_timeout", String(Self.unacknowledgedMillisecondsMax)), ("keepalives_idle", "5"),
            ("keepalives_interval", "2"), ("keepalives_count", "2"),
            ("client_encoding", "UTF8"), ("target_session_attrs", "read-write"), ("dbname", self.connectionString),
        ]
        let keys = pairs.map { Array($0.0.utf8CString) }
        let values = pairs.map { Array($0.1.utf8CString) }
        return Self.withPointers(keys) { keyPointers in
            Self.withPointers(values) { valuePointers in body(keyPointers, valuePointers) }
        }
    }

    private static func withPointers<Output>(
        _ texts: [[CChar]],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Output
    ) -> Output {
        let storage = texts.map { text in
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.count)
            copy.initialize(from: text, count: text.count)
            return copy
        }
        defer { for pointer in storage { pointer.deallocate() } }
        let pointers: [UnsafePointer<CChar>?] = storage.map { UnsafePointer($0) } + [nil]
        return pointers.withUnsafeBufferPointer { buffer in
            // The list always holds at least its closing nil, so it has a base address.
            body(buffer.baseAddress.unsafelyUnwrapped)
        }
    }
}

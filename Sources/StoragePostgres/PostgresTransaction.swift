import Storage

/// A transaction on one PostgreSQL connection; valid only while the connection's closure runs.
struct PostgresTransaction: Transaction {
    let connection: PostgresConnection

    func rows(_ query: Query) throws -> [ResultRow] {
        try self.connection.run(query) { try PostgresResult(result: $0).rows() }
    }

    @discardableResult
    func execute(_ statement: Query) throws -> Int {
        try self.connection.run(statement) { PostgresResult(result: $0).affectedRows }
    }

    func execute(migration text: String) throws {
        try self.connection.run(text)
    }
}

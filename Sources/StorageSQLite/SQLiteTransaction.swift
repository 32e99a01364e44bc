import Foundation
import GRDB
import Storage

/// A transaction on one SQLite connection; valid only while the connection's closure runs.
struct SQLiteTransaction: Storage.Transaction {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    func rows(_ query: Query) throws -> [ResultRow] {
        try self.translating {
            let statement = try self.prepared(query)
            let cursor = try Row.fetchCursor(statement)
            var rows: [ResultRow] = []
            while let row = try cursor.next() {
                rows.append(ResultRow(row.databaseValues.map(SQLValue.init)))
            }
            return rows
        }
    }

    @discardableResult
    func execute(_ statement: Query) throws -> Int {
        try self.translating {
            try self.prepared(statement).execute()
            return self.database.changesCount
        }
    }

    func execute(migration text: String) throws {
        try self.translating { try self.database.execute(sql: text) }
    }

    private func prepared(_ query: Query) throws -> GRDB.Statement {
        let statement = try self.database.cachedStatement(sql: query.text)
        statement.setUncheckedArguments(StatementArguments(query.values.map(\.databaseValue)))
        return statement
    }

    private func translating<Output>(_ body: () throws -> Output) throws -> Output {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StorageFailure(error)
        }
    }
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .text(String(number))
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob(Array(data))
        }
    }

    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }
}

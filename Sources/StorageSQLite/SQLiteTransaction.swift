import GRDB
import GRDBSQLite
import Storage

/// A transaction on one SQLite connection; valid only while the connection's closure runs.
///
/// Statements are the library's, prepared once for each connection; values go in and out of them directly, since the
/// library's rows copy each value twice on its way.
struct SQLiteTransaction: Storage.Transaction {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    func rows(_ query: Query) throws -> [ResultRow] {
        var rows: [ResultRow] = []
        try self.run(query) { statement in rows.append(ResultRow(SQLValue.row(of: statement))) }
        return rows
    }

    @discardableResult
    func execute(_ statement: Query) throws -> Int {
        try self.run(statement) { _ in }
        return self.database.changesCount
    }

    func execute(migration text: String) throws {
        do {
            try self.database.execute(sql: text)
        } catch let error as DatabaseError {
            throw StorageFailure(error)
        }
    }

    private func run(_ query: Query, onRow: (OpaquePointer) -> Void) throws {
        do {
            let statement = try self.database.cachedStatement(sql: query.text).sqliteStatement
            defer {
                sqlite3_reset(statement)
                sqlite3_clear_bindings(statement)
            }
            for (index, value) in query.values.enumerated() {
                try self.check(value.bind(to: statement, at: CInt(index + 1)))
            }
            while true {
                let code = sqlite3_step(statement)
                if code == SQLITE_DONE { return }
                guard code == SQLITE_ROW else { return try self.check(code) }
                onRow(statement)
            }
        } catch let error as DatabaseError {
            throw StorageFailure(error)
        }
    }

    private func check(_ code: CInt) throws(DatabaseError) {
        guard code == SQLITE_OK else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: self.database.lastErrorMessage)
        }
    }
}

extension SQLValue {
    /// SQLite copies what it is told to, since Swift's buffers end with the call.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// All columns of the row a statement stands on.
    fileprivate static func row(of statement: OpaquePointer) -> [SQLValue] {
        (0..<sqlite3_column_count(statement)).map { column in SQLValue(statement, column) }
    }

    private init(_ statement: OpaquePointer, _ column: CInt) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_NULL: self = .null
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_BLOB:
            let bytes = UnsafeRawBufferPointer(
                start: sqlite3_column_blob(statement, column),
                count: Int(sqlite3_column_bytes(statement, column))
            )
            self = .blob(Array(bytes))
        default:
            let bytes = UnsafeBufferPointer(
                start: sqlite3_column_text(statement, column),
                count: Int(sqlite3_column_bytes(statement, column))
            )
            self = .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    fileprivate func bind(to statement: OpaquePointer, at index: CInt) -> CInt {
        switch self {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let number): sqlite3_bind_int64(statement, index, number)
        case .text(let text): sqlite3_bind_text(statement, index, text, CInt(text.utf8.count), Self.copied)
        case .blob(let bytes): sqlite3_bind_blob(statement, index, bytes, CInt(bytes.count), Self.copied)
        }
    }
}

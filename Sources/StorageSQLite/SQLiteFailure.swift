import GRDB
import Storage

extension StorageFailure {
    init(_ error: DatabaseError) {
        // The message names constraints and columns; values are never part of it.
        let text = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID: self = .unique(text)
        case .SQLITE_CONSTRAINT_FOREIGNKEY: self = .foreignKey(text)
        case .SQLITE_CONSTRAINT_CHECK, .SQLITE_CONSTRAINT_NOTNULL, .SQLITE_CONSTRAINT_DATATYPE: self = .check(text)
        default:
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: self = .contention(text)
            case .SQLITE_IOERR, .SQLITE_FULL, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_CORRUPT, .SQLITE_NOTADB,
                .SQLITE_NOMEM, .SQLITE_INTERRUPT, .SQLITE_MISUSE, .SQLITE_ABORT:
                self = .unavailable(text)
            default: self = .broken(text)
            }
        }
    }
}

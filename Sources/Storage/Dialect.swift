/// The few words in which the databases' schema languages differ; queries need none of them.
package enum Dialect: Sendable {
    case sqlite
    case postgres

    /// A 64-bit integer; SQLite's STRICT tables know no BIGINT, PostgreSQL's INTEGER has 32 bits.
    package var int64: String { self == .sqlite ? "INTEGER" : "BIGINT" }
    package var blob: String { self == .sqlite ? "BLOB" : "BYTEA" }
    /// The end of a table: types are enforced.
    package var strict: String { self == .sqlite ? "STRICT" : "" }
    /// The end of a table of small rows that is read by its text key alone.
    package var keyed: String { self == .sqlite ? "STRICT, WITHOUT ROWID" : "" }
}

/// What a database refused, the same for every driver; details are for the log and never carry bound values.
package enum StorageFailure: Error, Equatable, Sendable {
    /// A unique constraint or primary key; the name of the table or constraint is in the text.
    case unique(String)
    case foreignKey(String)
    case check(String)
    /// The transaction lost against a concurrent one too often.
    case contention(String)
    /// The database cannot be reached, is full, or failed to write.
    case unavailable(String)
    /// A mistake in the program: bad SQL, a wrong type.
    case broken(String)
}

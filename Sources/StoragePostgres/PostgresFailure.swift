import CLibPQ
import Storage

extension StorageFailure {
    /// Reads an error result by its SQLSTATE (PostgreSQL, appendix A).
    init(postgres result: OpaquePointer, connectionIsLost: Bool) {
        let state = Self.field(result, stateField) ?? ""
        // The primary message names tables and constraints; the detail would name values.
        let text = "\(state) \(Self.field(result, messageField) ?? "PostgreSQL failed")"
        if connectionIsLost {
            self = .unavailable(text)
            return
        }
        switch state {
        case "23505": self = .unique(text)
        case "23503": self = .foreignKey(text)
        case "23514", "23502": self = .check(text)
        case "40001", "40P01", "55P03": self = .contention(text)
        default:
            let isOutside = ["08", "53", "57", "58", "25"].contains { state.hasPrefix($0) }
            self = isOutside ? .unavailable(text) : .broken(text)
        }
    }

    private static func field(_ result: OpaquePointer, _ code: Int32) -> String? {
        PQresultErrorField(result, code).map { String(cString: $0) }
    }
}

/// The letters by which libpq names the parts of an error (libpq-fe.h defines them as characters, which Swift does not import).
private let stateField = Int32(UInt8(ascii: "C"))
private let messageField = Int32(UInt8(ascii: "M"))

import CLibPQ
import Storage

/// Bound values in the form libpq takes: numbers and texts as text, bytes as they are.
struct PostgresValues {
    /// Each value with a closing zero byte, which texts need and bytes ignore; nil for null.
    private let buffers: [[CChar]?]
    private let lengths: [Int32]
    private let formats: [Int32]

    init(_ values: [SQLValue]) {
        self.buffers = values.map { value in
            switch value {
            case .null: nil
            case .integer(let number): Array(String(number).utf8CString)
            case .text(let text): Array(text.utf8CString)
            case .blob(let bytes): bytes.map { CChar(bitPattern: $0) } + [0]
            }
        }
        self.lengths = self.buffers.map { Int32(max(0, ($0?.count ?? 1) - 1)) }
        self.formats = values.map { if case .blob = $0 { 1 } else { 0 } }
    }

    /// Gives count, pointers, lengths and formats that are valid inside `body`.
    func withPointers<Output>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Output
    ) -> Output {
        let total = self.buffers.reduce(0) { $0 + ($1?.count ?? 0) }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: max(1, total)) { storage in
            var offset = 0
            let pointers: [UnsafePointer<CChar>?] = self.buffers.map { buffer in
                guard let buffer, let base = storage.baseAddress else { return nil }
                let start = base + offset
                start.initialize(from: buffer, count: buffer.count)
                offset += buffer.count
                return UnsafePointer(start)
            }
            return body(Int32(self.buffers.count), pointers, self.lengths, self.formats)
        }
    }
}

/// Reads the rows of a result in libpq's binary form.
struct PostgresResult {
    let result: OpaquePointer

    /// Type numbers of PostgreSQL's catalogue (pg_type).
    private enum TypeNumber {
        static let bytea: UInt32 = 17
        static let int8: UInt32 = 20
        static let int4: UInt32 = 23
        static let text: [UInt32] = [25, 1_042, 1_043]
    }

    func rows() throws -> [ResultRow] {
        let columns = PQnfields(self.result)
        return try (0..<PQntuples(self.result))
            .map { row in
                ResultRow(try (0..<columns).map { try self.value(row, $0) })
            }
    }

    var affectedRows: Int { Int(String(cString: PQcmdTuples(self.result))) ?? 0 }

    private func value(_ row: Int32, _ column: Int32) throws -> SQLValue {
        if PQgetisnull(self.result, row, column) == 1 { return .null }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(self.result, row, column),
            count: Int(PQgetlength(self.result, row, column))
        )
        switch PQftype(self.result, column) {
        case TypeNumber.int8: return .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        case TypeNumber.int4: return .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
        case TypeNumber.bytea: return .blob(Array(bytes))
        case let type where TypeNumber.text.contains(type): return .text(String(decoding: bytes, as: UTF8.self))
        case let type: throw StorageFailure.broken("a column has the unexpected type \(type)")
        }
    }
}

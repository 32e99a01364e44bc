extension JSON {
    /// Reads strict JSON (RFC 8259): UTF-8 without a byte order mark, no duplicate names, bounded depth and size.
    ///
    /// Foundation's decoder is not used because it accepts duplicate names, trailing commas and UTF-16.
    /// - Throws: `Failure` with `invalid_json`, `invalid_encoding`, `duplicate_key`, `json_too_deep` or `too_many_keys`.
    package init(parsing bytes: [UInt8]) throws(Failure) {
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
            throw Failure(.invalidEncoding)
        }
        var parser = JSONParser(bytes)
        self = try parser.document()
    }
}

private struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private var membersSeen = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(Failure) -> JSON {
        let value = try self.value(depth: 0)
        self.skipBlanks()
        guard self.position == self.bytes.count else { throw self.invalid("the end of the text") }
        return value
    }

    private mutating func value(depth: Int) throws(Failure) -> JSON {
        self.skipBlanks()
        switch self.peek {
        case UInt8(ascii: "{"): return try self.object(depth: depth + 1)
        case UInt8(ascii: "["): return try self.array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try self.string())
        case UInt8(ascii: "t"): return try self.literal("true", .bool(true))
        case UInt8(ascii: "f"): return try self.literal("false", .bool(false))
        case UInt8(ascii: "n"): return try self.literal("null", .null)
        default: return .number(try self.number())
        }
    }

    private mutating func object(depth: Int) throws(Failure) -> JSON {
        try self.enter(depth)
        var members: [JSON.Member] = []
        // Bytes, because Swift takes the two Unicode forms of one letter for the same text.
        var names: Set<[UInt8]> = []
        if self.takeAfterBlanks(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            self.skipBlanks()
            guard self.peek == UInt8(ascii: "\"") else { throw self.invalid("a name in double quotes") }
            let name = try self.string()
            guard names.insert(Array(name.utf8)).inserted else { throw Failure(.duplicateKey, field: name.clipped) }
            self.membersSeen += 1
            guard self.membersSeen <= Limits.jsonMembersMax else { throw Failure(.tooManyKeys) }
            guard self.takeAfterBlanks(UInt8(ascii: ":")) else { throw self.invalid("a colon") }
            members.append(JSON.Member(name, try self.value(depth: depth)))
        } while self.takeAfterBlanks(UInt8(ascii: ","))
        guard self.takeAfterBlanks(UInt8(ascii: "}")) else { throw self.invalid("a comma or a closing brace") }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(Failure) -> JSON {
        try self.enter(depth)
        var elements: [JSON] = []
        if self.takeAfterBlanks(UInt8(ascii: "]")) { return .array([]) }
        repeat {
            elements.append(try self.value(depth: depth))
        } while self.takeAfterBlanks(UInt8(ascii: ","))
        guard self.takeAfterBlanks(UInt8(ascii: "]")) else { throw self.invalid("a comma or a closing bracket") }
        return .array(elements)
    }

    private mutating func enter(_ depth: Int) throws(Failure) {
        guard depth <= Limits.jsonDepthMax else { throw Failure(.jsonTooDeep) }
        self.position += 1
    }

    private mutating func literal(_ word: String, _ value: JSON) throws(Failure) -> JSON {
        let end = self.position + word.utf8.count
        guard end <= self.bytes.count, self.bytes[self.position..<end].elementsEqual(word.utf8) else {
            throw self.invalid("a value")
        }
        self.position = end
        return value
    }

    private mutating func number() throws(Failure) -> String {
        let start = self.position
        _ = self.take(UInt8(ascii: "-"))
        let wholeStart = self.position
        let wholeDigits = self.skipDigits()
        guard wholeDigits > 0 else { throw self.invalid("a value") }
        guard wholeDigits == 1 || self.bytes[wholeStart] != UInt8(ascii: "0") else {
            throw self.invalid("a number without leading zeros")
        }
        if self.take(UInt8(ascii: ".")), self.skipDigits() == 0 { throw self.invalid("a digit after the point") }
        if self.take(UInt8(ascii: "e")) || self.take(UInt8(ascii: "E")) {
            if !self.take(UInt8(ascii: "+")) { _ = self.take(UInt8(ascii: "-")) }
            guard self.skipDigits() > 0 else { throw self.invalid("a digit in the exponent") }
        }
        guard self.position - start <= Limits.jsonNumberDigitsMax else {
            throw self.invalid("a number of at most \(Limits.jsonNumberDigitsMax) characters")
        }
        return String(decoding: self.bytes[start..<self.position], as: UTF8.self)
    }

    private mutating func string() throws(Failure) -> String {
        self.position += 1
        let start = self.position
        while let byte = self.peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
            self.position += 1
        }
        if self.take(UInt8(ascii: "\"")) {
            return String(decoding: self.bytes[start..<self.position - 1], as: UTF8.self)
        }
        return try self.escapedString(from: start)
    }

    private mutating func escapedString(from start: Int) throws(Failure) -> String {
        var text = Array(self.bytes[start..<self.position])
        while let byte = self.peek, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw self.invalid("no control character inside a string") }
            self.position += 1
            if byte == UInt8(ascii: "\\") {
                text.append(contentsOf: String(Character(try self.escape())).utf8)
            } else {
                text.append(byte)
            }
        }
        guard self.take(UInt8(ascii: "\"")) else { throw self.invalid("a closing quote") }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func escape() throws(Failure) -> Unicode.Scalar {
        guard let byte = self.peek else { throw self.invalid("an escape") }
        self.position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try self.unicodeEscape()
        default: throw self.invalid("a known escape")
        }
    }

    private mutating func unicodeEscape() throws(Failure) -> Unicode.Scalar {
        let first = try self.codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        // A lone surrogate has no meaning in UTF-8; it must be a high one followed by a low one.
        guard (0xD800...0xDBFF).contains(first), self.take(UInt8(ascii: "\\")), self.take(UInt8(ascii: "u")) else {
            throw Failure(.invalidEncoding)
        }
        let second = try self.codeUnit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw Failure(.invalidEncoding) }
        return scalar
    }

    private mutating func codeUnit() throws(Failure) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = self.peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw self.invalid("four hexadecimal digits")
            }
            unit = unit << 4 | UInt32(digit)
            self.position += 1
        }
        return unit
    }

    private var peek: UInt8? { self.position < self.bytes.count ? self.bytes[self.position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard self.peek == byte else { return false }
        self.position += 1
        return true
    }

    private mutating func takeAfterBlanks(_ byte: UInt8) -> Bool {
        self.skipBlanks()
        return self.take(byte)
    }

    private mutating func skipBlanks() {
        while let byte = self.peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { self.position += 1 }
    }

    private mutating func skipDigits() -> Int {
        let start = self.position
        while let byte = self.peek, byte.isDigit { self.position += 1 }
        return self.position - start
    }

    private func invalid(_ expected: String) -> Failure {
        Failure(.invalidJSON, expected: "\(expected) at byte \(self.position)")
    }
}

extension String {
    /// The first 64 characters, for a message that names what a caller sent.
    package var clipped: String { String(self.prefix(64)) }
}

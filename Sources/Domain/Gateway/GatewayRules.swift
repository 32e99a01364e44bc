/// What a route behind a gateway asks of whoever calls it.
package enum GatewayRequirement: Equatable, Sendable {
    /// Anybody may call it, with a credential or without.
    case nothing
    /// Any Access Token that works will do.
    case credential
    /// A Public Key will do too: pages may call it.
    case publicKey
    case permission(Permission)
    /// Nobody may call it through the gateway.
    case denied
}

/// What the routes behind a gateway ask for, in order: the first rule that fits a request counts.
package struct GatewayRules: Sendable {
    /// What a rules file does not say.
    package struct Mistake: Error, Equatable, Sendable {
        package let line: Int
        package let reason: String
    }

    private enum Part: Equatable {
        case literal(String)
        /// `*`: one segment, whatever it is.
        case one
        /// `**`: all segments that are left, none included; the last part.
        case rest
    }

    private struct Rule {
        /// Nil for `*`.
        let method: String?
        let parts: [Part]
        let requirement: GatewayRequirement
        /// The pattern as it was written, for the record of uses.
        let text: String
    }

    package static let rulesMax = 1_000

    private let rules: [Rule]

    /// No rules: reading asks for `read`, everything else for `write`.
    package static let standard = GatewayRules(rules: [])

    private init(rules: [Rule]) {
        self.rules = rules
    }

    /// Reads one rule a line: a method or a star, a path with stars, and what it asks for.
    ///
    /// Empty lines and what follows a `#` do not count.
    /// - Throws: `Mistake`.
    package init(parsing text: String) throws(Mistake) {
        var rules: [Rule] = []
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            let content = line.prefix { $0 != "#" }
            let words = content.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard !words.isEmpty else { continue }
            guard rules.count < Self.rulesMax else {
                throw Mistake(line: index + 1, reason: "there are more than \(Self.rulesMax) rules")
            }
            rules.append(try Self.rule(words, line: index + 1))
        }
        self.rules = rules
    }

    private static func rule(_ words: [String], line: Int) throws(Mistake) -> Rule {
        guard words.count == 3 else {
            throw Mistake(line: line, reason: "write METHOD PATH REQUIREMENT")
        }
        guard words[0] == "*" || words[0].utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { throw Mistake(line: line, reason: "the method is a word in capitals, or *") }
        guard NormalPath.isNormal(words[1].replacing("*", with: "x")[...]) else {
            throw Mistake(line: line, reason: "the path begins with / and is in normal form")
        }
        let requirement: GatewayRequirement
        switch words[2] {
        case "nothing": requirement = .nothing
        case "credential": requirement = .credential
        case "public_key": requirement = .publicKey
        case "denied": requirement = .denied
        default:
            guard let permission = Permission(rawValue: words[2]) else {
                let known = ["nothing", "credential", "public_key", "denied"] + Permission.allCases.map(\.rawValue)
                throw Mistake(line: line, reason: "the requirement is one of \(known.joined(separator: ", "))")
            }
            requirement = .permission(permission)
        }
        return Rule(
            method: words[0] == "*" ? nil : words[0],
            parts: try self.parts(words[1], line: line),
            requirement: requirement,
            text: words[1]
        )
    }

    private static func parts(_ path: String, line: Int) throws(Mistake) -> [Part] {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        var parts: [Part] = []
        for (index, segment) in segments.enumerated() {
            switch segment {
            case "*": parts.append(.one)
            case "**":
                guard index == segments.count - 1 else {
                    throw Mistake(line: line, reason: "** is the last part of a path")
                }
                parts.append(.rest)
            default:
                guard !segment.contains("*") else { throw Mistake(line: line, reason: "* stands for a whole part") }
                parts.append(.literal(String(segment)))
            }
        }
        return parts
    }

    /// What a request is asked for, and the pattern that says so.
    /// - Parameter path: In normal form, without its query.
    package func requirement(_ method: String, _ path: Substring) -> (GatewayRequirement, pattern: String) {
        if !self.rules.isEmpty {
            let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            for rule in self.rules where rule.method == nil || rule.method == method {
                if Self.fits(rule.parts, segments) { return (rule.requirement, rule.text) }
            }
        }
        let isReading = ["GET", "HEAD"].contains(method)
        return (.permission(isReading ? .read : .write), "**")
    }

    private static func fits(_ parts: [Part], _ segments: ArraySlice<Substring>) -> Bool {
        var rest = segments
        for part in parts {
            switch part {
            case .rest: return true
            case .one: guard let segment = rest.popFirst(), !segment.isEmpty else { return false }
            case .literal(let text): guard rest.popFirst() == text[...] else { return false }
            }
        }
        return rest.isEmpty
    }
}

/// Paths that mean the same to everybody who reads them.
package enum NormalPath {
    /// Whether a path has one reading: no empty, `.` or `..` segment, no parameter, nothing encoded that need not be, and
    /// no stroke, zero or control character behind an encoding (RFC 3986 section 6.2.2).
    package static func isNormal(_ path: Substring) -> Bool {
        var path = path
        return path.withUTF8 { bytes in self.isNormal(bytes) }
    }

    private static func isNormal(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.first == UInt8(ascii: "/") else { return false }
        /// Where the segment begins that is being read, and whether it is nothing but dots up to here.
        var start = 1
        var isDots = true
        var index = 1
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "/"):
                guard !self.isOdd(length: index - start, isDots) else { return false }
                (start, isDots) = (index + 1, true)
            case UInt8(ascii: "."): break
            case UInt8(ascii: "%"):
                guard index + 2 < bytes.count, let value = Hexadecimal.byte(bytes[index + 1], bytes[index + 2]),
                    !self.isPlain(value)
                else { return false }
                index += 2
                isDots = false
            case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: "#"), UInt8(ascii: "?"): return false
            default:
                guard byte > 0x20, byte < 0x7F else { return false }
                isDots = false
            }
            index += 1
        }
        // Only the last segment may be empty.
        return start == bytes.count || !self.isOdd(length: bytes.count - start, isDots)
    }

    /// Whether a segment is empty, `.` or `..`.
    private static func isOdd(length: Int, _ isDots: Bool) -> Bool { isDots && length <= 2 }

    /// What nobody has to encode, or what must not be hidden behind an encoding.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || "-._~/\\%;".utf8.contains(byte) || byte < 0x20 || byte == 0x7F
    }
}

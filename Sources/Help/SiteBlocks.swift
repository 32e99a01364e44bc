/// Keeps what a page says for one site: blocks between `----[mla, mlb]----` and twelve hyphens.
///
/// `docs/help-markup.md` has the rules; they are those of the provider's public documentation.
enum SiteBlocks {
    /// - Parameter site: Its identifier in lower case.
    /// - Returns: The text for the site, and what was odd in it.
    static func select(_ text: String, _ site: String) -> (text: String, warnings: [String]) {
        var result = ""
        var warnings: [String] = []
        var rest = text[...]
        while let opening = rest.firstMatch(of: /-{4}\[([A-Za-z, ]+)\]-{4}/) {
            let sites = opening.1.split(separator: ",").map { $0.filter { $0 != " " }.lowercased() }
            let start = self.withItsLine(opening.range, in: rest)
            result += rest[..<start.lowerBound]
            let content = rest[start.upperBound...]
            guard let closing = self.closing(in: content) else {
                warnings.append("a block for \(sites.joined(separator: ", ")) is not closed")
                return (result + (sites.contains(site) ? content : ""), warnings)
            }
            if sites.contains(site) { result += content[..<closing.lowerBound] }
            rest = content[closing.upperBound...]
        }
        return (result + rest, warnings)
    }

    /// The next twelve hyphens; of sixteen before a bracket the last four open the next block.
    private static func closing(in text: Substring) -> Range<Substring.Index>? {
        for match in text.matches(of: /-{12,}/) {
            let length = text.distance(from: match.range.lowerBound, to: match.range.upperBound)
            let opensNext = text[match.range.upperBound...].hasPrefix("[")
            guard length == 12 || (length == 16 && opensNext), !self.isDelimiterRow(match.range, in: text) else {
                continue
            }
            let token = match.range.lowerBound..<text.index(match.range.lowerBound, offsetBy: 12)
            return self.withItsLine(token, in: text)
        }
        return nil
    }

    /// A token that has a line to itself takes the whole line, with its end.
    private static func withItsLine(_ token: Range<Substring.Index>, in text: Substring) -> Range<Substring.Index> {
        let isFirst = token.lowerBound == text.startIndex || text[text.index(before: token.lowerBound)] == "\n"
        let after = text[token.upperBound...].drop { $0 == " " }
        guard isFirst, after.hasPrefix("\n") else { return token }
        return token.lowerBound..<after.index(after: after.startIndex)
    }

    /// Whether the hyphens are of a table's second line, as `------------ | ---` is.
    private static func isDelimiterRow(_ range: Range<Substring.Index>, in text: Substring) -> Bool {
        let start = text[..<range.lowerBound].lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
        let end = text[range.upperBound...].firstIndex(of: "\n") ?? text.endIndex
        let line = text[start..<end]
        return line.contains("|") && line.allSatisfy { "-:| ".contains($0) }
    }
}

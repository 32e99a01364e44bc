/// Turns quotes whose first line names a kind into boxes.
enum Callouts {
    private static let classes = [
        "NOTE": "note", "WARNING": "note warn", "RED_MESSAGE": "note bad", "CLIENT_SIDE": "note", "SERVER_SIDE": "note",
    ]

    /// - Returns: The text with boxes, and the kinds that are not known.
    static func replace(in text: String) -> (text: String, warnings: [String]) {
        var result: [String] = []
        var quote: [String] = []
        var warnings: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + ["end"] {
            if line.hasPrefix(">") {
                quote.append(String(line.dropFirst(line.hasPrefix("> ") ? 2 : 1)))
                continue
            }
            if !quote.isEmpty { result += self.box(quote, &warnings) }
            quote = []
            result.append(line)
        }
        return (result.dropLast().joined(separator: "\n"), warnings)
    }

    private static func box(_ lines: [String], _ warnings: inout [String]) -> [String] {
        let kind = lines[0].filter { $0 != " " }
        guard kind.wholeMatch(of: /[A-Z]+(_[A-Z]+)*/) != nil else { return lines.map { "> " + $0 } }
        if self.classes[kind] == nil { warnings.append("unknown callout \(kind)") }
        var body = lines.dropFirst().drop { $0.isEmpty }
        // A title is a line of its own, with an empty one behind it and more to come.
        var title: [String] = []
        if body.count > 2, let first = body.first, body.dropFirst().first == "" {
            title = ["**\(first)**", ""]
            body = body.dropFirst(2)
        }
        return ["<div class=\"\(self.classes[kind] ?? "note")\">", ""] + title + body + ["", "</div>", ""]
    }
}

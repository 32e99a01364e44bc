import CLibCMark
import Domain
import Foundation

/// A help page made for one site and language.
package struct HelpText: Sendable {
    /// The page's first heading.
    package let title: String
    /// What stands between `<main>` and its end.
    package let html: String
    /// The same page as Markdown, for programs.
    package let markdown: String
    /// Tokens and blocks that are not understood; they stay visible.
    package let warnings: [String]
}

/// Makes help pages of their markup: includes, sites, variables, callouts, tabs, then Markdown (GFM).
struct HelpMarkup {
    let site: Site
    let language: Language
    /// Gives the text of an included file; nil when there is none.
    let include: (String) -> String?

    /// - Returns: Nil when the page is not for the site.
    func render(_ source: String) -> HelpText? {
        let (front, body) = Self.frontMatter(of: source)
        guard front.isEmpty || front.contains(self.siteID) || front.contains("global") else { return nil }
        var warnings: [String] = []
        let included = self.includes(in: body, &warnings)
        let (selected, odd) = SiteBlocks.select(included, self.siteID)
        let markdown = self.variables(in: selected)
        let (pictured, missing) = self.pictures(in: markdown)
        warnings += odd + missing + markdown.matches(of: /\[FAKER\](?:\[[A-Z_]+\]?)*/).map { "unknown \($0.0)" }
        let (blocks, oddTypes) = Callouts.replace(in: Self.tabs(in: pictured))
        let title = markdown.split(separator: "\n").first { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) }
        return HelpText(
            title: title ?? "",
            html: Self.html(blocks),
            markdown: pictured,
            warnings: warnings + oddTypes
        )
    }

    private var siteID: String { self.site.rawValue.lowercased() }

    /// The sites a page names in its front matter, and the text behind it.
    private static func frontMatter(of source: String) -> (sites: [String], body: String) {
        guard source.hasPrefix("---\n"), let end = source.dropFirst(4).firstRange(of: "\n---\n") else {
            return ([], source)
        }
        let sites = source[..<end.lowerBound].split(separator: "\n")
            .map { $0.drop { $0 == " " } }
            .filter { $0.hasPrefix("- ") }
            .map { $0.dropFirst(2).filter { $0 != " " }.lowercased() }
        return (sites, String(source[end.upperBound...]))
    }

    private func includes(in text: String, _ warnings: inout [String]) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line -> String in
                guard let match = line.wholeMatch(of: /\[TXTSNIPPET\]\[([^\]]+)\] */) else { return String(line) }
                let path = String(match.1)
                guard let found = self.include(path) else {
                    warnings.append("nothing to include at \(path)")
                    return String(line)
                }
                return Self.frontMatter(of: found).body
            }
            .joined(separator: "\n")
    }

    /// Replaces the variables that are known; others stay as they are.
    private func variables(in text: String) -> String {
        let values = [
            ("[FAKER][URL][DOMAIN]", self.site.domainSuffix), ("[FAKER][URL[DOMAIN]", self.site.domainSuffix),
            ("[FAKER][GLOBALIZE][SITE_ID]", self.siteID),
            ("[FAKER][GLOBALIZE][UPPER_SITE_ID]", self.site.rawValue),
            ("[FAKER][CURRENCY][ACRONYM]", self.site.currency.rawValue),
            ("[FAKER][CREDENTIALS][URL]", "/settings/account/credentials"),
        ]
        return values.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    /// Leads pictures to those of the page's language; one that does not exist stays as it is.
    private func pictures(in text: String) -> (text: String, warnings: [String]) {
        var warnings: [String] = []
        let pictured = text.replacing(/\]\(\/images\/([a-z-]+)\.png\)/) { match in
            guard let picture = HelpPicture.named(String(match.1), self.language) else {
                warnings.append("no picture \(match.1)")
                return String(match.0)
            }
            return "](\(picture.path))"
        }
        return (pictured, warnings)
    }

    /// Turns the code between `[[[` and `]]]` into sections that open one by one.
    private static func tabs(in text: String) -> String {
        var lines: [String] = []
        var isInside = false
        var isInFence = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let trimmed = line.drop { $0 == " " }
            switch (isInside, trimmed) {
            case (false, "[[["): isInside = true
            case (true, "]]]"): isInside = false
            case (true, _) where trimmed.hasPrefix("```") && !isInFence:
                isInFence = true
                let name = String(trimmed.dropFirst(3))
                lines += ["<details class=\"snippet\"><summary>\(Self.label(name))</summary>", "", "```\(name)"]
            case (true, _) where trimmed.hasPrefix("```"):
                isInFence = false
                lines += ["```", "", "</details>", ""]
            default: lines.append(String(line))
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func label(_ language: String) -> String {
        let names = [
            "php": "PHP", "node": "Node.js", "java": "Java", "ruby": "Ruby", "csharp": "C#", "python": "Python",
            "go": "Go", "json": "JSON", "javascript": "JavaScript",
        ]
        return names[language] ?? language.filter { $0.isLetter || $0.isNumber || "-_".contains($0) }
    }

    /// The pages are the project's own, so HTML in them counts.
    private static func html(_ markdown: String) -> String {
        cmark_gfm_core_extensions_ensure_registered()
        guard let parser = cmark_parser_new(CMARK_OPT_UNSAFE) else { return "" }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink"] {
            cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
        }
        cmark_parser_feed(parser, markdown, markdown.utf8.count)
        guard let document = cmark_parser_finish(parser) else { return "" }
        defer { cmark_node_free(document) }
        let extensions = cmark_parser_get_syntax_extensions(parser)
        guard let text = cmark_render_html(document, CMARK_OPT_UNSAFE, extensions) else { return "" }
        defer { free(text) }
        // Code or a table wider than the page scrolls, and whoever has no mouse scrolls it with the keyboard. A
        // picture's size is known before it is there, so that the text does not jump.
        let size = "width=\"\(HelpPicture.width)\" height=\"\(HelpPicture.height)\""
        return String(cString: text).replacing("<pre>", with: "<pre tabindex=\"0\">")
            .replacing("<table>", with: "<table tabindex=\"0\">")
            .replacing("<img ", with: "<img loading=\"lazy\" \(size) ")
    }
}

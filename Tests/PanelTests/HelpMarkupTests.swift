import Crypto
import Domain
import Foundation
import Testing

@testable import Help

struct HelpMarkupTests {
    private static func select(_ text: String, _ site: String) -> String { SiteBlocks.select(text, site).text }

    private static func render(_ source: String, _ site: Site = .brazil) throws -> HelpText {
        let markup = HelpMarkup(site: site, language: .english) { $0 == "/guides/snippets/x" ? "included *text*" : nil }
        return try #require(markup.render(source))
    }

    @Test func `the documented example gives what it says`() {
        let line = "Pay in ----[mlb]----real----------------[mla, mlu]----peso------------ today."
        #expect(Self.select(line, "mlb") == "Pay in real today.")
        #expect(Self.select(line, "mla") == "Pay in peso today.")
        #expect(Self.select(line, "mlu") == "Pay in peso today.")
        #expect(Self.select(line, "mlc") == "Pay in  today.")
    }

    @Test func `a block on its own lines leaves no line behind`() {
        let text = "a\n----[mla]----\n| x |\n------------\nb\n----[mlb, mlc]---- \ny\n------------\nc"
        #expect(Self.select(text, "mla") == "a\n| x |\nb\nc")
        #expect(Self.select(text, "mlc") == "a\nb\ny\nc")
        #expect(Self.select(text, "mlm") == "a\nb\nc")
    }

    @Test func `rules, tables and odd runs are no tokens`() {
        let text = "a | b\n------------ | ---\n1 | 2\n\n------------\n\n---\n-----------------\n"
        #expect(Self.select(text, "mla") == text)
        let inside = "----[mla]----\na | b\n------------ | ---\n1 | 2\n------------\nend"
        #expect(Self.select(inside, "mla") == "a | b\n------------ | ---\n1 | 2\nend")
    }

    @Test func `a block that is not closed lasts to the end, and is told`() {
        let (text, warnings) = SiteBlocks.select("a ----[mla]----b", "mla")
        #expect(text == "a b" && warnings.count == 1)
    }

    @Test func `sites of the front matter have the page, others do not`() throws {
        let source = "---\n  sites_supported:\n      - mla\n      - mlu\n---\n# T\n"
        #expect(try Self.render(source, .uruguay).title == "T")
        #expect(HelpMarkup(site: .brazil, language: .english) { _ in nil }.render(source) == nil)
    }

    @Test func `variables are filled, and unknown ones stay to be seen`() throws {
        let text = try Self.render("# T\n\n[FAKER][CURRENCY][ACRONYM] [FAKER][GLOBALIZE][SITE_ID] [FAKER][OTHER]")
        #expect(text.html.contains("BRL mlb [FAKER][OTHER]"))
        #expect(text.warnings == ["unknown [FAKER][OTHER]"])
    }

    @Test func `includes, callouts, tables and tabs become HTML`() throws {
        let source = """
            # T

            [TXTSNIPPET][/guides/snippets/x]

            > WARNING
            >
            > Careful
            >
            > Text with `code`.

            a | b
            --- | ---
            1 | 2

            [[[
            ```php
            <?php echo 1;
            ```
            ```python
            print(1)
            ```
            ]]]
            """
        let html = try Self.render(source).html
        #expect(html.contains("included <em>text</em>"))
        #expect(html.contains("<div class=\"note warn\">\n<p><strong>Careful</strong></p>"))
        #expect(html.contains("<td>2</td>"))
        #expect(html.contains("<summary>PHP</summary>") && html.contains("<summary>Python</summary>"))
        #expect(html.contains("&lt;?php echo 1;"))
    }

    @Test func `code that is wider than the page can be scrolled with the keyboard`() throws {
        let html = try Self.render("# T\n\n```\nlong\n```\n\n    indented\n").html
        #expect(html.matches(of: /<pre tabindex="0">/).count == 2 && !html.contains("<pre>"))
    }
}

struct HelpPageTests {
    @Test func `every page is there for every site and language, and nothing in it is odd`() throws {
        for name in HelpPages.names {
            for site in Site.allCases {
                var shapes: Set<[String]> = []
                for language in Language.allCases {
                    let page = try #require(HelpPages.page(name, site, language), "\(name) \(site) \(language)")
                    #expect(page.warnings == [], "\(name) \(site) \(language)")
                    #expect(!page.title.isEmpty && !page.markdown.contains("----["), "\(name) \(site) \(language)")
                    shapes.insert(page.html.matches(of: /<(h[1-6]|table|li|tr|div)\b/).map { String($0.1) })
                }
                // The same parts in the same order: what one language has, the others have too.
                #expect(shapes.count == 1, "\(name) \(site)")
            }
        }
    }

    @Test func `words of a site stand on its pages alone`() throws {
        for language in Language.allCases {
            let brazil = try #require(HelpPages.page("credentials", .brazil, language)).markdown
            let chile = try #require(HelpPages.page("credentials", .chile, language)).markdown
            #expect(brazil.contains("Checkout Transparente") && !chile.contains("Checkout Transparente"))
            let ours = try #require(HelpPages.page("dashboard", .brazil, language)).markdown
            let theirs = try #require(HelpPages.page("dashboard", .chile, language)).markdown
            #expect(ours.contains("Nuvemshop") && !theirs.contains("Nuvemshop"))
            let money = try #require(HelpPages.page("test-accounts", .chile, language)).markdown
            #expect(money.contains("CLP") && !money.contains("BRL"))
            let peru = try #require(HelpPages.page("application-details", .peru, language)).markdown
            #expect(!peru.contains("QR"))
        }
    }

    @Test func `the cards of a page are those the server takes`() throws {
        for site in Site.allCases {
            let page = try #require(HelpPages.page("test-cards", site, .english)).markdown.filter { $0 != " " }
            let shown = page.matches(of: /\d{15,16}/).map { String($0.0) }
            let taken = TestCard.listed(for: site).map(\.number)
            #expect(shown.count >= 3 && shown.allSatisfy(taken.contains), "\(site)")
            for outcome in TestOutcome.allCases { #expect(page.contains("`\(outcome.rawValue)`"), "\(outcome)") }
        }
    }

    @Test func `every picture is shown in its language, with words for whoever does not see it`() throws {
        let shown = try Language.allCases.flatMap { language in
            let pages = try HelpPages.names.map { try #require(HelpPages.page($0, .brazil, language)).html }
            return pages.flatMap { $0.matches(of: /<img [^>]*src="([^"]+)" alt="([^"]+)"/).map { String($0.1) } }
        }
        #expect(Set(shown) == Set(HelpPicture.all.map(\.path)))
        for picture in HelpPicture.all { #expect(picture.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])) }
    }

    /// The digest that `scripts/take-pictures` writes beside the pictures.
    @Test func `the pictures show the panel as it is: after a change, run make pictures`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        var digest = SHA256()
        for folder in ["Panel/Templates", "Panel/Texts"] {
            let files = try FileManager.default.contentsOfDirectory(atPath: sources.appending(path: folder).path())
            for file in files.sorted() {
                let path = "\(folder)/\(file)"
                digest.update(data: Data("Sources/\(path)\0".utf8))
                digest.update(data: try Data(contentsOf: sources.appending(path: path)))
                digest.update(data: [0])
            }
        }
        let written = try String(contentsOf: sources.appending(path: "CHelpPictures/made-from"), encoding: .utf8)
        #expect(written == Hexadecimal.text(Array(digest.finalize())) + "\n")
    }

    @Test func `every file of the folder is known`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Help/Pages")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".md") }
        #expect(Set(files.map { String($0.dropLast(3)) }) == Set(HelpFiles.all.keys))
    }
}

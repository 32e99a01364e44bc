import Domain
import HTTPTypes
import Help
import Logging
import Operations
import Web

/// A help page for a site, or with `.md` behind its name the same as Markdown.
struct HelpPage: OpenPage {
    static let route = Route(.get, "/developers/:language/docs/your-integrations/:page")

    struct Entry {
        let path: String
        let title: String
        let isHere: Bool
    }

    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer {
        guard let language = Language(rawValue: visit.parameter("language")) else { throw Failure(.routeNotFound) }
        let name = visit.parameter("page")
        let isMarkdown = name.hasSuffix(".md")
        let site = Self.site(visit, view, language)
        guard let page = HelpPages.page(isMarkdown ? String(name.dropLast(3)) : name, site, language) else {
            throw Failure(.routeNotFound)
        }
        for warning in page.warnings {
            visit.logger.warning("help page", metadata: ["page": "\(name)", "odd": "\(warning)"])
        }
        if isMarkdown { return .text(page.markdown, type: "text/markdown; charset=utf-8") }
        let model: [String: Any] = [
            "html": page.html, "markdown": "\(visit.path).md?site=\(site.rawValue)",
            "sites": SiteChoice.all(view.speaking(language), chosen: site),
            "pages": HelpPages.names.compactMap { other in
                HelpPages.page(other, site, language)
                    .map {
                        Entry(path: Self.path(other, language), title: $0.title, isHere: other == name)
                    }
            },
        ]
        return .page(view.speaking(language).rendered("help", titleText: page.title, .help, model))
    }

    static func path(_ name: String, _ language: Language) -> String {
        "/developers/\(language.rawValue)/docs/your-integrations/\(name)"
    }

    /// The site asked for, else the reader's own, else the first of the language.
    private static func site(_ visit: Visit, _ view: View, _ language: Language) -> Site {
        if let asked = visit.query["site"].flatMap({ Site(rawValue: $0.uppercased()) }) { return asked }
        return view.person?.account.site ?? (language == .portuguese ? .brazil : .argentina)
    }
}

/// The first page of the help.
struct HelpFrontPage: OpenPage {
    static let route = Route(.get, "/developers/:language/docs")

    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer {
        guard let language = Language(rawValue: visit.parameter("language")) else { throw Failure(.routeNotFound) }
        return .redirect(HelpPage.path("credentials", language))
    }
}

/// The help pages for programs that read (llmstxt.org).
struct HelpIndex: OpenPage {
    static let route = Route(.get, "/llms.txt")
    let address: PublicAddress

    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer {
        var lines = ["# Llavero", "", "> Credentials of a payments platform: help pages as Markdown.", ""]
        for language in Language.allCases {
            lines += ["## \(language.ownName)", ""]
            for name in HelpPages.names {
                guard let page = HelpPages.page(name, language == .portuguese ? .brazil : .argentina, language) else {
                    continue
                }
                lines.append("- [\(page.title)](\(self.address.base)\(HelpPage.path(name, language)).md)")
            }
            lines.append("")
        }
        return .text(lines.joined(separator: "\n"), type: "text/plain; charset=utf-8")
    }
}

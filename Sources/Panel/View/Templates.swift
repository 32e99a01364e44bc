import Mustache

/// The templates of all pages, parsed once.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// - Throws: the parser's error, which names the line.
    init() throws {
        MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
        var library = MustacheLibrary()
        for (name, bytes) in TemplateFiles.all {
            let text = "{{% CONTENT_TYPE:\(HTMLText.name)}}" + String(decoding: bytes, as: UTF8.self)
            try library.register(text, named: name)
        }
        self.library = library
    }

    func render(_ name: String, _ values: [String: Any]) -> String {
        guard let text = self.library.render(values, withTemplate: name) else {
            preconditionFailure("\(name) is a template")
        }
        return text
    }
}

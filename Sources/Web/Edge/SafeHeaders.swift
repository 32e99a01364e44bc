import HTTPTypes

/// What answers say to browsers, so that nothing in them is taken for something else.
enum SafeHeaders {
    static let policy = "default-src 'none'; frame-ancestors 'none'"

    /// Of every answer that is no page; made once, since making them costs more than sending them.
    static let ofData: HTTPFields = [
        .cacheControl: "no-store", .contentTypeOptions: "nosniff", .contentSecurityPolicy: policy,
        .frameOptions: "DENY", .referrerPolicy: "no-referrer",
    ]
}

extension HTTPFields {
    /// What the subscript gives, at a fraction of its cost where the name occurs once or not at all.
    func value(of name: HTTPField.Name) -> String? {
        guard self.contains(name) else { return nil }
        var value: String?
        for field in self where field.name == name {
            guard value == nil else { return self[name] }
            value = field.value
        }
        return value
    }
}

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
    /// The value of the first field of a name; the subscript joins all of them, which costs more than most answers.
    func first(_ name: HTTPField.Name) -> String? {
        guard self.contains(name) else { return nil }
        for field in self where field.name == name { return field.value }
        return nil
    }
}

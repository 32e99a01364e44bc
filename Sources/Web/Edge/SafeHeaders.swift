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

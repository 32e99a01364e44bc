/// What an audit record says besides who did what and when: names and values, which every language words by itself.
package struct AuditDetail: Hashable, Sendable {
    /// What a value is of.
    package enum Key: String, CaseIterable, Sendable {
        case name, mode, pair, credential, shown, share, request, email, role, permissions, way, path, place
        case from, to, overlap, end, closing, options
    }

    /// One name and its value, which is no secret.
    package struct Item: Hashable, Sendable {
        package let key: Key
        package let value: String
    }

    package let items: [Item]

    /// A value that is nil is left out.
    package init(_ values: KeyValuePairs<Key, String?>) {
        self.items = values.compactMap { key, value in value.map { Item(key: key, value: $0) } }
    }

    /// Reads what `stored` wrote; a text of another form is kept as a name.
    package init(stored text: String) {
        guard case .object(let members)? = try? JSON(parsing: Array(text.utf8)) else {
            self.items = [Item(key: .name, value: text)]
            return
        }
        self.items = members.compactMap { member in
            guard let key = Key(rawValue: member.name), let value = member.value.string else { return nil }
            return Item(key: key, value: value)
        }
    }

    package var stored: String { JSON.object(self.items.map { .init($0.key.rawValue, .string($0.value)) }).compact }

    /// In English, for programs and the command line.
    package var text: String { self.items.map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ") }

    package subscript(key: Key) -> String? { self.items.first { $0.key == key }?.value }
}

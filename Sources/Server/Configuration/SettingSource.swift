import Configuration
import Domain
import Foundation

/// The settings in their order of precedence: options of the command line, environment, file.
struct SettingSource: Sendable {
    private let reader: ConfigReader

    /// - Parameters:
    ///   - options: Values by setting name, from the command line.
    ///   - environment: The process's variables; those that begin with `LLAVERO_` must be settings.
    ///   - file: Path of a JSON file, if any.
    /// - Throws: `ConfigurationFailure` for an unknown variable, an unknown name in the file, or an unreadable file.
    init(options: [String: String], environment: [String: String], file: String?) throws(ConfigurationFailure) {
        var providers: [any ConfigProvider] = [
            InMemoryProvider(name: "options", values: Self.values(options)),
            InMemoryProvider(name: "environment", values: Self.values(try Self.settings(in: environment))),
        ]
        if let file {
            providers.append(InMemoryProvider(name: "file", values: Self.values(try Self.settings(inFile: file))))
        }
        self.reader = ConfigReader(providers: providers)
    }

    subscript(setting: Setting) -> String? {
        self.reader.string(forKey: ConfigKey(setting.name), isSecret: setting.isSecret)
            .flatMap { $0.isEmpty ? nil : $0 }
    }

    func integer(_ setting: Setting, in range: ClosedRange<Int>) throws(ConfigurationFailure) -> Int? {
        guard let text = self[setting] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw ConfigurationFailure(setting, "use a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ setting: Setting,
        _ type: Value.Type
    ) throws(ConfigurationFailure) -> Value? {
        guard let text = self[setting] else { return nil }
        guard let value = Value(rawValue: text) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw ConfigurationFailure(setting, "use one of \(known)")
        }
        return value
    }

    func webAddress(_ setting: Setting) throws(ConfigurationFailure) -> String? {
        guard let text = self[setting] else { return nil }
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host() != nil,
            url.query() == nil,
            !text.hasSuffix("/")
        else {
            throw ConfigurationFailure(setting, "use an address such as https://keys.example without a trailing slash")
        }
        return text
    }

    private static func values(_ texts: [String: String]) -> [AbsoluteConfigKey: ConfigValue] {
        let pairs = texts.map { name, text in
            (
                AbsoluteConfigKey(name.split(separator: ".").map(String.init)),
                ConfigValue(.string(text), isSecret: false)
            )
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private static func settings(in environment: [String: String]) throws(ConfigurationFailure) -> [String: String] {
        var found: [String: String] = [:]
        for (variable, text) in environment where variable.hasPrefix(Setting.variablePrefix) {
            guard let setting = Setting.all.first(where: { $0.variable == variable }) else {
                throw ConfigurationFailure(
                    "The environment variable \(variable) is no setting of Llavero: correct or unset it; docs/configuration.md lists them."
                )
            }
            found[setting.name] = text
        }
        return found
    }

    private static func settings(inFile path: String) throws(ConfigurationFailure) -> [String: String] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationFailure("The configuration file \(path) cannot be read: check its path and mode.")
        }
        let json: JSON
        do {
            json = try JSON(parsing: Array(data))
        } catch {
            throw ConfigurationFailure("The configuration file \(path) is not valid JSON. \(error.hint)")
        }
        var found: [String: String] = [:]
        try self.collect(json, "", into: &found, path)
        return found
    }

    private static func collect(
        _ json: JSON,
        _ name: String,
        into found: inout [String: String],
        _ path: String
    ) throws(ConfigurationFailure) {
        if case .object(let members) = json {
            for member in members {
                try self.collect(
                    member.value,
                    name.isEmpty ? member.name : "\(name).\(member.name)",
                    into: &found,
                    path
                )
            }
            return
        }
        guard Setting.all.contains(where: { $0.name == name }) else {
            throw ConfigurationFailure(
                "The file \(path) has the unknown setting \(name): docs/configuration.md lists them."
            )
        }
        switch json {
        case .string(let text), .number(let text): found[name] = text
        default: throw ConfigurationFailure("The setting \(name) in \(path) must be a text or a number.")
        }
    }
}

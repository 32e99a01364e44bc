import Domain

/// The files of `Pages`, built into the program.
enum HelpFiles {
    static func text(_ name: String, _ language: Language) -> String? {
        self.all["\(name).\(language.rawValue)"].map { String(decoding: $0, as: UTF8.self) }
    }

    private static let all: [String: [UInt8]] = [:]
}

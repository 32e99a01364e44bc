import ArgumentParser
import Domain
import Foundation
import Operations

struct Scan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look for Access Tokens, Client Secrets, codes and refresh tokens in files, as before a commit.",
        discussion: """
            Ends with status 1 when it finds one. Works offline; with --report what it finds is marked as exposed in the \
            server's data and told to its owner. Skips .git, links inside folders and binary files; a file that cannot be read, or is over 16 MiB, \
            fails the scan.
            """
    )

    @Argument(help: "Files and folders to look into.", completion: .file())
    var paths: [String]

    @Flag(help: "Mark what is found as exposed in the server's data.")
    var report = false

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            var scan = FileScan()
            for path in self.paths { try scan.look(into: path) }
            let leaks = scan.leaks
            let known = self.report && !leaks.isEmpty ? try await self.reportedSecrets(leaks) : nil
            self.output.show(.array(leaks.map { Self.json($0, known?.contains($0.masked)) })) {
                leaks.isEmpty
                    ? "No secrets found."
                    : leaks.map { Self.line($0, known?.contains($0.masked)) }.joined(separator: "\n")
            }
            try scan.checkComplete()
            if !leaks.isEmpty { throw ExitCode.failure }
        }
    }

    /// Reports what was found, and gives the masks of what this server had issued.
    private func reportedSecrets(_ leaks: [FileScan.Leak]) async throws -> Set<String> {
        let lines = Dictionary(leaks.map { ($0.place, $0.text) }, uniquingKeysWith: { first, _ in first })
        var known: Set<String> = []
        try await withOperations(self.data) { operations in
            for text in lines.values {
                let secrets = try await operations.leaks.report(text).secrets
                known.formUnion(secrets.filter(\.isKnown).map(\.masked))
            }
        }
        return known
    }

    private static func json(_ leak: FileScan.Leak, _ isKnown: Bool?) -> JSON {
        [
            "file": .string(leak.file), "line": .integer(leak.line), "masked": .string(leak.masked),
            "mode": .text(leak.mode?.rawValue), "marked_as_exposed": isKnown.map { .bool($0) } ?? nil,
        ]
    }

    private static func line(_ leak: FileScan.Leak, _ isKnown: Bool?) -> String {
        let mode = leak.mode.map { $0 == .live ? "  production" : "  test" } ?? ""
        let report = isKnown.map { $0 ? "  marked as exposed" : "  not issued by this server" } ?? ""
        return "\(leak.place)  \(leak.masked)\(mode)\(report)"
    }
}

/// Finds secrets in files, and remembers what it could not look into.
struct FileScan {
    struct Leak {
        let file: String
        let line: Int
        let masked: String
        let mode: Mode?
        /// The line that holds it, which may hold others too.
        let text: Secret

        var place: String { "\(self.file):\(self.line)" }
    }

    private static let fileBytesMax = 16 * 1_024 * 1_024

    private(set) var leaks: [Leak] = []
    private var unread: [String] = []

    /// - Throws: `UnreadableInput` when there is nothing at the path.
    mutating func look(into path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw UnreadableInput("there is no \(path)")
        }
        if isFolder.boolValue { self.look(intoFolder: path) } else { self.look(intoFile: path) }
    }

    /// - Throws: `UnreadableInput` when something was left out: what was not read cannot be called clean.
    func checkComplete() throws {
        guard let first = self.unread.first else { return }
        let others = self.unread.count - 1
        throw UnreadableInput(
            "could not look into \(first)\(others > 0 ? " and \(others) more" : ""): check permissions and sizes"
        )
    }

    private mutating func look(intoFolder path: String) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            self.unread.append(path)
            return
        }
        for name in names.sorted() where name != ".git" {
            let inner = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
            switch (try? FileManager.default.attributesOfItem(atPath: inner))?[.type] as? FileAttributeType {
            case .typeDirectory?: self.look(intoFolder: inner)
            case .typeRegular?: self.look(intoFile: inner)
            // A link may lead out of the folder, and what is no file has no end.
            case .some: continue
            case nil: self.unread.append(inner)
            }
        }
    }

    private mutating func look(intoFile path: String) {
        // Foundation tells the size of a link, not of what it leads to; reading it is bounded instead.
        guard let handle = FileHandle(forReadingAtPath: path),
            let bytes = try? handle.read(upToCount: Self.fileBytesMax + 1) ?? Data(), bytes.count <= Self.fileBytesMax
        else {
            self.unread.append(path)
            return
        }
        guard !bytes.contains(0) else { return }
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let text = String(decoding: line, as: UTF8.self)
            // 32 letters and digits alone on a line are a checksum more often than a Client Secret.
            let found = CredentialScanner.scan(text, limit: .max) { credential in
                credential.isSecret && (credential.mode != nil || credential.role != nil)
            }
            self.leaks += found.map { credential in
                Leak(
                    file: path,
                    line: number,
                    masked: credential.masked,
                    mode: credential.mode,
                    text: Secret(text)
                )
            }
        }
    }
}

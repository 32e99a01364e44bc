import ArgumentParser
import Domain
import Foundation
import Operations

struct Scan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look for Access Tokens and Client Secrets in files, as before a commit.",
        discussion: """
            Ends with status 1 when it finds one. Works offline; with --report what it finds is marked as exposed in the \
            server's data and told to its owner. Skips .git, binary files and files over 1 MiB.
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
            let leaks = try self.paths.flatMap { try FileScan.leaks(at: $0) }
            if self.report, !leaks.isEmpty {
                try await withOperations(self.data) { operations in
                    let lines = Dictionary(leaks.map { ($0.place, $0.text) }, uniquingKeysWith: { first, _ in first })
                    for text in lines.values { _ = try await operations.leaks.report(text) }
                }
            }
            self.output.show(.array(leaks.map { Self.json($0) })) {
                leaks.isEmpty ? "No secrets found." : leaks.map { Self.line($0) }.joined(separator: "\n")
            }
            if !leaks.isEmpty { throw ExitCode.failure }
        }
    }

    private static func json(_ leak: FileScan.Leak) -> JSON {
        [
            "file": .string(leak.file), "line": .integer(leak.line), "masked": .string(leak.masked),
            "mode": .text(leak.mode?.rawValue),
        ]
    }

    private static func line(_ leak: FileScan.Leak) -> String {
        let mode = leak.mode.map { $0 == .live ? "  production" : "  test" } ?? ""
        return "\(leak.place)  \(leak.masked)\(mode)"
    }
}

/// Finds secrets in files.
enum FileScan {
    struct Leak {
        let file: String
        let line: Int
        let masked: String
        let mode: Mode?
        /// The line that holds it, which may hold others too.
        let text: Secret

        var place: String { "\(self.file):\(self.line)" }
    }

    private static let fileBytesMax = 1_024 * 1_024

    /// - Throws: `UnreadableInput` when there is nothing at the path.
    static func leaks(at path: String) throws -> [Leak] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw UnreadableInput("there is no \(path)")
        }
        guard isFolder.boolValue else { return self.leaks(inFile: path) }
        guard let files = FileManager.default.enumerator(atPath: path) else {
            throw UnreadableInput("cannot read \(path): check its permissions")
        }
        var found: [Leak] = []
        while let file = files.nextObject() as? String {
            if file == ".git" || file.hasSuffix("/.git") {
                files.skipDescendants()
            } else {
                found += self.leaks(inFile: "\(path)/\(file)")
            }
        }
        return found
    }

    private static func leaks(inFile path: String) -> [Leak] {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        // A link may lead out of the folder, and what is no file cannot be read to its end.
        guard attributes?[.type] as? FileAttributeType == .typeRegular,
            let size = attributes?[.size] as? Int, size <= self.fileBytesMax,
            let bytes = FileManager.default.contents(atPath: path), !bytes.contains(0)
        else { return [] }
        var leaks: [Leak] = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let text = String(decoding: line, as: UTF8.self)
            // 32 letters and digits alone on a line are a checksum more often than a Client Secret.
            for credential in CredentialScanner.scan(text)
            where credential.isSecret && (credential.mode != nil || credential.role != nil) {
                leaks.append(
                    Leak(
                        file: path,
                        line: index + 1,
                        masked: credential.masked,
                        mode: credential.mode,
                        text: Secret(text)
                    )
                )
            }
        }
        return leaks
    }
}

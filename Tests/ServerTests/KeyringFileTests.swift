import Domain
import Foundation
import Operations
import Storage
import TestSupport
import Testing

@testable import Server

struct KeyringFileTests {
    private static func withDirectory(_ test: (String) async throws -> Void) async throws {
        let directory = "\(FileManager.default.temporaryDirectory.path)/llavero-keyring-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try await test("\(directory)/keyring.json")
    }

    private static let now = Timestamp(milliseconds: 1)

    @Test func `the first start makes a keyring that only its owner can read, and later starts use it`() async throws {
        try await Self.withDirectory { path in
            try await Backend.sqlite.withStore { (store: any Store) async throws in
                let made = try await KeyringFile(path: path).open(for: store, SystemRandom(), at: Self.now)
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                #expect(attributes[.posixPermissions] as? Int == 0o600)
                let again = try await KeyringFile(path: path).open(for: store, SystemRandom(), at: Self.now)
                #expect(again.id == made.id)
            }
        }
    }

    @Test func `a missing keyring is never replaced by a new one`() async throws {
        try await Self.withDirectory { path in
            try await Backend.sqlite.withStore { (store: any Store) async throws in
                _ = try await KeyringFile(path: path).open(for: store, SystemRandom(), at: Self.now)
                try FileManager.default.removeItem(atPath: path)
                await #expect(throws: KeyringFailure.self) {
                    _ = try await KeyringFile(path: path).open(for: store, SystemRandom(), at: Self.now)
                }
                #expect(!FileManager.default.fileExists(atPath: path))
            }
        }
    }

    @Test func `a keyring of before OAuth gets the keys it lacks and keeps the others`() async throws {
        try await Self.withDirectory { path in
            try await Backend.sqlite.withStore { (store: any Store) async throws in
                _ = try await KeyringFile(path: path).open(for: store, SystemRandom(), at: Self.now)
                let later = ["refresh", "signing"]
                let old = try KeyringFile(path: path).keys().filter { !later.contains($0.purpose.rawValue) }
                let (id, _) = try Keyring.entries(of: try String(contentsOfFile: path, encoding: .utf8))
                var file = try JSON(parsing: Array(try Data(contentsOf: URL(filePath: path))))
                if case .array(let entries)? = file["keys"] {
                    let kept = entries.filter { !later.contains($0["purpose"]?.string ?? "") }
                    file = ["format": file["format"] ?? .null, "keyring_id": .string(id), "keys": .array(kept)]
                }
                try FileManager.default.removeItem(atPath: path)
                #expect(
                    FileManager.default.createFile(
                        atPath: path,
                        contents: Data(file.bytes),
                        attributes: [.posixPermissions: 0o600]
                    )
                )
                try await Backend.sqlite.withStore { (fresh: any Store) async throws in
                    let opened = try await KeyringFile(path: path).open(for: fresh, SystemRandom(), at: Self.now)
                    #expect(opened.keys.map(\.id).prefix(old.count) == old.map(\.id)[...])
                    #expect(Set(opened.keys.map(\.purpose.rawValue)).isSuperset(of: later))
                    let again = try await KeyringFile(path: path).open(for: fresh, SystemRandom(), at: Self.now)
                    #expect(again.keys.map(\.id) == opened.keys.map(\.id))
                }
            }
        }
    }

    @Test func `a new key signs, and the one before is still published`() async throws {
        try await Self.withDirectory { path in
            try await Backend.sqlite.withStore { (store: any Store) async throws in
                let file = KeyringFile(path: path)
                var before = try await file.open(for: store, SystemRandom(), at: Self.now).signingKeys.map(\.id)
                for count in [2, 3, 3] {
                    _ = try file.rotate(.signing, SystemRandom())
                    let after = try await file.open(for: store, SystemRandom(), at: Self.now).signingKeys.map(\.id)
                    #expect(after.count == count && !before.contains(after[0]) && before.contains(after[1]))
                    let attributes = try FileManager.default.attributesOfItem(atPath: path)
                    #expect(attributes[.posixPermissions] as? Int == 0o600)
                    before = after
                }
            }
        }
    }

    @Test func `a keyring that others can read, or of another database, is refused`() async throws {
        try await Self.withDirectory { path in
            try await Backend.sqlite.withStore { (store: any Store) async throws in
                _ = try await KeyringFile(path: path).open(for: store, SystemRandom(), at: Self.now)
                try await Backend.sqlite.withStore { other in
                    try await KeyringBinding(try Keyring.generate(SystemRandom())).bind(to: other, at: Self.now)
                    await #expect(throws: KeyringFailure.self) {
                        _ = try await KeyringFile(path: path).open(for: other, SystemRandom(), at: Self.now)
                    }
                }
                try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
                await #expect(throws: KeyringFailure.self) {
                    _ = try await KeyringFile(path: path).open(for: store, SystemRandom(), at: Self.now)
                }
            }
        }
    }
}

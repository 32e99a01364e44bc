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

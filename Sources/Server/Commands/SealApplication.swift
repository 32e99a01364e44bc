import ArgumentParser
import Domain
import Foundation
import Operations
import Pictures

struct SealApplication: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Remove the copies from which production secrets can be shown again, for good."
    )

    @Argument(help: "Client ID, which is the application's number.")
    var application: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let id = try Application.ID(option: self.application)
            try await withOperations(self.data) { operations in
                try await operations.reveals.seal(id, as: .operator)
                self.output.show(["client_id": .id(id), "sealed": true]) {
                    "The production secrets of \(id) are sealed; new ones are shown once, when they are made."
                }
            }
        }
    }
}

struct SetApplicationLogo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logo",
        abstract: "Set the logo of an application, a JPG or PNG of at most 1 MB; without a file it is removed."
    )

    @Argument(help: "Client ID, which is the application's number.")
    var application: String

    @Option(help: "The picture's file.")
    var file: String?

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let id = try Application.ID(option: self.application)
            let picture = try self.file.map { try Self.picture($0) }
            try await withOperations(self.data) { operations in
                try await operations.logos.set(picture, of: id, as: .operator)
                self.output.show(["client_id": .id(id), "has_logo": .bool(picture != nil)]) {
                    picture == nil ? "The logo of \(id) is removed." : "The logo of \(id) is set."
                }
            }
        }
    }

    private static func picture(_ path: String) throws -> [UInt8] {
        guard let file = FileManager.default.contents(atPath: path) else {
            throw UnreadableInput("cannot read \(path): check the path and its permissions")
        }
        guard file.count <= 1_024 * 1_024, let png = try? Logo.png(of: Array(file)) else {
            throw UnreadableInput("\(path) is no JPG or PNG of at most 1 MB and \(Logo.sideMax) pixels on a side")
        }
        return png
    }
}

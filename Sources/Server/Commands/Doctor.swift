import API
import ArgumentParser
import Domain
import Foundation
import Operations

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Tell what is wrong with pasted credentials: a string, a pair, an environment file, a failing request.",
        discussion: """
            Reads a file, or standard input. Works offline, on the text alone: nothing is looked up, sent or kept. With \
            --look-up it also tells, from the server's own data, whether the whole secrets in it work. What it prints \
            holds no secret and may be pasted in a public issue.
            """
    )

    @Argument(help: "File to examine; standard input when left out.", completion: .file())
    var file: String?

    @Flag(help: "Ask the server's data about the secrets too.")
    var lookUp = false

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let text = try self.text()
            if self.lookUp {
                try await withOperations(self.data) { operations in
                    try self.show(try await operations.doctor.examine(text))
                }
            } else {
                try self.show(DoctorReport(offline: text.reveal()))
            }
        }
    }

    private func text() throws -> Secret {
        let handle: FileHandle
        if let file {
            guard let opened = FileHandle(forReadingAtPath: file) else {
                throw UnreadableInput("cannot read \(file): check the path and its permissions")
            }
            handle = opened
        } else {
            handle = .standardInput
        }
        let bytes = try handle.read(upToCount: Limits.doctorBytesMax + 1) ?? Data()
        guard bytes.count <= Limits.doctorBytesMax else {
            throw UnreadableInput("the text is longer than \(Limits.doctorBytesMax) bytes: paste less of it")
        }
        return Secret(String(decoding: bytes, as: UTF8.self))
    }

    private func show(_ report: DoctorReport) throws {
        self.output.show(DoctorReportView.json(report)) { report.publicText }
        let fine: [Diagnosis.Code] = [.nothingWrong, .formOnly]
        if !report.diagnoses.allSatisfy({ fine.contains($0.code) }) { throw ExitCode.failure }
    }
}

/// A text that cannot be examined, with what to do about it.
struct UnreadableInput: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

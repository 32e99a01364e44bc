import ArgumentParser
import Domain
import Foundation
import Operations
import Storage

/// Runs a command's work and tells its failure in one line on standard error, as JSON when asked.
func reporting(_ output: OutputOptions? = nil, _ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let exit as ExitCode {
        throw exit
    } catch {
        let (code, text) = CommandFailure.describe(error)
        if output?.json == true {
            let json: JSON = ["error": ["code": .string(code), "message": .string(text)]]
            CommandFailure.print(json.compact)
        } else {
            CommandFailure.print("llavero: \(text)")
        }
        throw ExitCode.failure
    }
}

private enum CommandFailure {
    static func describe(_ error: any Error) -> (code: String, text: String) {
        switch error {
        case let failure as Failure: (failure.code.rawValue, "\(failure.message) \(failure.hint)")
        case let failure as ConfigurationFailure: ("invalid_configuration", failure.description)
        case let failure as UnreadableInput: ("input_unreadable", failure.description)
        case let failure as KeyringFailure: ("keyring_refused", failure.description)
        case StorageFailure.unavailable(let reason): ("storage_unavailable", "The database cannot be used: \(reason)")
        case StorageFailure.broken(let reason): ("storage_broken", "The database cannot be used: \(reason)")
        default: ("internal_error", "\(error)")
        }
    }

    static func print(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}

import Domain
import Foundation

/// Tells other programs that the server is ready: a file that is written under another name and then renamed.
enum ReadyFile {
    static func write(_ json: JSON, to path: String) throws {
        let temporary = "\(path).\(getpid()).tmp"
        // The file can hold credentials: nobody else may read it.
        guard
            FileManager.default.createFile(
                atPath: temporary,
                contents: Data((json.compact + "\n").utf8),
                attributes: [.posixPermissions: 0o600]
            ),
            rename(temporary, path) == 0
        else { throw ConfigurationFailure("The ready file \(path) cannot be written: check its folder.") }
    }
}

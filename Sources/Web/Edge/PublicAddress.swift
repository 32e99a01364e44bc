import Synchronization

/// The address under which clients reach the server; known at the latest when the port is open.
package final class PublicAddress: Sendable {
    private let text: Mutex<String>

    /// - Parameter text: Scheme, host and port without a trailing slash.
    package init(_ text: String) {
        self.text = Mutex(text)
    }

    package var base: String { self.text.withLock { $0 } }

    /// Replaces an address whose port was chosen by the system.
    package func settle(_ base: String) { self.text.withLock { $0 = base } }
}

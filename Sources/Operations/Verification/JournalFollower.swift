import Logging
import ServiceLifecycle
import Storage

/// Reads what other processes on the same database changed, so that what this one remembers stays true.
package struct JournalFollower: Service {
    /// Without a notice the journal is read this often; other processes' changes are known after that time at most.
    private static let interval = Duration.milliseconds(100)

    private let context: OperationContext

    package init(_ context: OperationContext) {
        self.context = context
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var isFollowing = true
            while !Task.isCancelled {
                do {
                    try await self.follow()
                    isFollowing = true
                    await self.context.store.waitForChange(atMost: Self.interval)
                } catch {
                    if isFollowing {
                        self.context.logger.error("the journal cannot be read", metadata: ["error": "\(error)"])
                    }
                    isFollowing = false
                    try? await Task.sleep(for: Self.interval)
                }
            }
        }
    }

    /// Reads the journal to its end.
    package func follow() async throws {
        let ledger = self.context.verdicts.ledger
        try await self.context.store.read { try ledger.catchUp($0) }
    }
}

import Domain
import Logging
import ServiceLifecycle

/// Writes the counted uses of credentials, at regular times and when the server stops.
///
/// A crash loses what was counted since the last flush, which is at most one interval.
package struct UsageFlusher: Service {
    private let context: OperationContext
    private let interval: Duration

    package init(_ context: OperationContext, interval: Duration = .seconds(10)) {
        self.context = context
        self.interval = interval
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: self.interval)
                await self.flush()
            }
        }
        await self.flush()
    }

    private func flush() async {
        do {
            try await self.context.usage.flush(to: self.context.store)
        } catch {
            self.context.logger.error("usage could not be written", metadata: ["error": "\(error)"])
        }
    }
}

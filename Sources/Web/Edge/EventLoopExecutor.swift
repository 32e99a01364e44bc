import NIOCore

/// Runs the tasks of a connection on the event loop that reads and writes it.
///
/// A request then changes threads only where it really waits: for a write's commit, PostgreSQL or a password's hash.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

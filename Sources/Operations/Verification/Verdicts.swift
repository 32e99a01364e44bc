import Domain
import Storage

/// What verification remembers of the credentials presented to this process, and of the clients that hold them.
package struct Verdicts: Sendable {
    package let ledger: ChangeLedger
    private let time: any TimeSource
    private let callers: Memory<Caller>
    /// Until when a text counts as unknown, on the clock of `TimeSource.uptime()`.
    private let unknown: Memory<UInt64>
    private let holders: Memory<ClientHolder>

    /// Nobody can know a credential before it is issued, so being unknown need not be followed; it ends by itself.
    private static let unknownNanosecondsMax: UInt64 = 5_000_000_000
    /// Texts that are not known take at most this many places, and none of those that are.
    private static let unknownEntriesMax = 10_000
    /// Clients are few beside the tokens they get.
    private static let holderEntriesMax = 10_000

    /// - Parameter entriesMax: Credentials remembered at most; 0 remembers nothing.
    package init(time: any TimeSource, entriesMax: Int = Limits.rememberedCredentialsDefault) {
        self.time = time
        self.ledger = ChangeLedger(time: time)
        self.callers = Memory(self.ledger, entriesMax: entriesMax)
        self.unknown = Memory(self.ledger, entriesMax: min(entriesMax, Self.unknownEntriesMax))
        self.holders = Memory(self.ledger, entriesMax: min(entriesMax, Self.holderEntriesMax))
    }

    /// Credentials remembered now, and the bytes that takes beside what is remembered.
    var remembered: (count: Int, bytes: Int) { (self.callers.count, self.callers.bytes) }

    func caller(_ key: TextKey) -> Caller? { self.callers.value(of: key) }

    /// Whether a text was looked for a moment ago and is nobody's.
    func isUnknown(_ key: TextKey) -> Bool {
        self.unknown.value(of: key).map { self.time.uptime() < $0 } ?? false
    }

    func holder(_ key: TextKey) -> ClientHolder? { self.holders.value(of: key) }

    /// - Parameter mark: Taken before the caller was read.
    func remember(_ caller: Caller, _ key: TextKey, _ mark: ChangeLedger.Mark) {
        let places = ChangeLedger.Places([
            .account(caller.account.id), .account(caller.application.ownerID), .application(caller.application.id),
            .credential(caller.credential.id),
        ])
        self.callers.remember(caller, of: key, mark, places)
    }

    func rememberUnknown(_ key: TextKey, _ mark: ChangeLedger.Mark) {
        let end = self.time.uptime() + Self.unknownNanosecondsMax
        self.unknown.remember(end, of: key, mark, ChangeLedger.Places([]))
    }

    func remember(_ holder: ClientHolder, _ key: TextKey, _ mark: ChangeLedger.Mark) {
        let places = ChangeLedger.Places([
            .account(holder.client.owner.id), .application(holder.client.application.id),
            .credential(holder.credential.id),
        ])
        self.holders.remember(holder, of: key, mark, places)
    }
}

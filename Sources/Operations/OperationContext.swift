import Domain
package import Logging
package import Storage

/// What every operation needs from outside: all of it is handed in, none of it is global.
package struct OperationContext: Sendable {
    package let store: any Store
    package let time: any TimeSource
    package let random: any RandomSource
    package let keyring: Keyring
    package let hasher: PasswordHasher
    package let processors: Processors
    package let usage: UsageRecorder
    /// Places an application has for shares.
    package let sharesPerApplication: Int
    package let logger: Logger

    package init(
        store: any Store,
        time: any TimeSource,
        random: any RandomSource,
        keyring: Keyring,
        hasher: PasswordHasher,
        processors: Processors,
        usage: UsageRecorder = UsageRecorder(),
        sharesPerApplication: Int = Limits.sharesPerApplicationDefault,
        logger: Logger
    ) {
        self.store = store
        self.time = time
        self.random = random
        self.keyring = keyring
        self.hasher = hasher
        self.processors = processors
        self.usage = usage
        self.sharesPerApplication = sharesPerApplication
        self.logger = logger
    }
}

/// Everything the product can do, by noun.
package struct Operations: Sendable {
    package let accounts: AccountOperations
    package let applications: ApplicationOperations
    package let credentials: CredentialOperations
    package let renewals: RenewalOperations
    package let doctor: DoctorOperations
    package let leaks: LeakOperations
    package let audit: AuditOperations
    package let shares: ShareOperations
    package let accessRequests: AccessRequestOperations
    package let cardTokens: CardTokenOperations
    package let payments: PaymentOperations
    private let store: any Store

    package init(_ context: OperationContext) {
        self.accounts = AccountOperations(context: context)
        self.applications = ApplicationOperations(context: context)
        self.credentials = CredentialOperations(context: context)
        self.renewals = RenewalOperations(context: context)
        self.leaks = LeakOperations(context: context)
        self.audit = AuditOperations(context: context)
        self.doctor = DoctorOperations(context: context)
        self.shares = ShareOperations(context: context)
        self.accessRequests = AccessRequestOperations(context: context)
        self.cardTokens = CardTokenOperations(context: context)
        self.payments = PaymentOperations(context: context)
        self.store = context.store
    }

    /// - Throws: `StorageFailure` when the database does not answer.
    package func checkStorage() async throws {
        try await self.store.read { _ = try $0.keyringID() }
    }
}

package import Domain
package import Logging
package import Storage

/// What every operation needs from outside: all of it is handed in, none of it is global.
///
/// A class, since every operation of every call carries it: handing it on costs one count instead of fourteen.
package final class OperationContext: Sendable {
    package let store: any Store
    package let time: any TimeSource
    package let random: any RandomSource
    package let keyring: Keyring
    package let hasher: PasswordHasher
    package let processors: Processors
    package let usage: UsageRecorder
    package let attempts: AttemptLimiter
    /// Refusals of clients of OAuth; apart, since it is nearly always empty and every call asks it.
    package let refusedClients: AttemptLimiter
    /// Calls of credentials whose owner bounds them.
    package let calls: CallCounter
    package let oauth: OAuthPolicy
    package let verdicts: Verdicts
    package let measurements: Measurements
    /// How long a verification waits for the database, before it refuses.
    let storeWait: Duration
    /// What the routes behind a gateway ask for.
    package let gatewayRules: GatewayRules
    /// Whether anybody may open an account.
    package let isSignUpOpen: Bool
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
        attempts: AttemptLimiter = AttemptLimiter(),
        refusedClients: AttemptLimiter = AttemptLimiter(),
        calls: CallCounter = CallCounter(),
        oauth: OAuthPolicy = OAuthPolicy(),
        verdicts: Verdicts? = nil,
        measurements: Measurements = Measurements(),
        storeWait: Duration = .milliseconds(1_500),
        gatewayRules: GatewayRules = .standard,
        isSignUpOpen: Bool = true,
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
        self.attempts = attempts
        self.refusedClients = refusedClients
        self.calls = calls
        self.oauth = oauth
        self.verdicts = verdicts ?? Verdicts(time: time)
        self.measurements = measurements
        self.storeWait = storeWait
        self.gatewayRules = gatewayRules
        self.isSignUpOpen = isSignUpOpen
        self.sharesPerApplication = sharesPerApplication
        self.logger = logger
    }
}

/// Everything the product can do, by noun.
package struct Operations: Sendable {
    package let accounts: AccountOperations
    package let sessions: SessionOperations
    package let secondFactors: SecondFactorOperations
    package let members: MemberOperations
    package let testAccounts: TestAccountOperations
    package let managementTokens: ManagementTokenOperations
    package let applications: ApplicationOperations
    package let logos: LogoOperations
    package let credentials: CredentialOperations
    package let restrictions: RestrictionOperations
    package let renewals: RenewalOperations
    package let reveals: RevealOperations
    package let gateway: GatewayOperations
    package let doctor: DoctorOperations
    package let leaks: LeakOperations
    package let audit: AuditOperations
    package let shares: ShareOperations
    package let accessRequests: AccessRequestOperations
    package let authorization: AuthorizationOperations
    package let tokens: TokenOperations
    package let introspection: IntrospectionOperations
    package let grants: GrantOperations
    package let oauthClients: OAuthClientOperations
    package let signing: SigningOperations
    package let cardTokens: CardTokenOperations
    package let customers: CustomerOperations
    package let payments: PaymentOperations
    package let measurements: Measurements
    private let store: any Store

    package init(_ context: OperationContext) {
        self.accounts = AccountOperations(context: context)
        self.sessions = SessionOperations(context: context)
        self.secondFactors = SecondFactorOperations(context: context)
        self.testAccounts = TestAccountOperations(context: context)
        self.managementTokens = ManagementTokenOperations(context: context)
        self.members = MemberOperations(context: context)
        self.applications = ApplicationOperations(context: context)
        self.logos = LogoOperations(context: context)
        self.credentials = CredentialOperations(context: context)
        self.restrictions = RestrictionOperations(context: context)
        self.renewals = RenewalOperations(context: context)
        self.reveals = RevealOperations(context: context)
        self.leaks = LeakOperations(context: context)
        self.audit = AuditOperations(context: context)
        self.gateway = GatewayOperations(context: context)
        self.doctor = DoctorOperations(context: context)
        self.shares = ShareOperations(context: context)
        self.accessRequests = AccessRequestOperations(context: context)
        self.authorization = AuthorizationOperations(context: context)
        self.tokens = TokenOperations(context: context)
        self.introspection = IntrospectionOperations(context: context)
        self.grants = GrantOperations(context: context)
        self.oauthClients = OAuthClientOperations(context: context)
        self.signing = SigningOperations(context: context)
        self.cardTokens = CardTokenOperations(context: context)
        self.customers = CustomerOperations(context: context)
        self.payments = PaymentOperations(context: context)
        self.measurements = context.measurements
        self.store = context.store
    }

    /// - Throws: `StorageFailure` when the database does not answer.
    package func checkStorage() async throws {
        try await self.store.read { _ = try $0.keyringID() }
    }
}

extension OperationContext {
    /// Writes what was done into the audit of an account.
    func audit(
        _ action: AuditRecord.Action,
        of account: Account.ID,
        _ application: Application.ID? = nil,
        by actor: Account.ID?,
        _ detail: AuditDetail,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        try transaction.insert(
            AuditRecord(
                id: self.random.auditID(at: now),
                accountID: account,
                applicationID: application,
                actorID: actor,
                action: action,
                detail: detail,
                occurredAt: now
            )
        )
    }

    /// Queues a mail; it goes out after the transaction, and only if that succeeds.
    func enqueue(
        _ kind: Mail.Kind,
        to recipient: EmailAddress,
        _ language: Language,
        _ details: [String: String] = [:],
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        try transaction.insert(
            Mail(
                id: self.random.mailID(at: now),
                recipient: recipient,
                language: language,
                kind: kind,
                details: details,
                createdAt: now,
                dueAt: now
            )
        )
    }
}

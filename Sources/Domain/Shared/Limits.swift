/// Every bound that rules enforce, with its unit in its name.
package enum Limits {
    package static let jsonBodyBytesMax = 64 * 1_024
    package static let jsonDepthMax = 32
    package static let jsonMembersMax = 1_000
    package static let jsonNumberDigitsMax = 40
    package static let metadataKeysMax = 100
    package static let metadataKeyCharactersMax = 100
    package static let textCharactersMax = 255
    package static let urlCharactersMax = 248
    package static let externalReferenceCharactersMax = 64
    package static let statementDescriptorCharactersMax = 13
    package static let idempotencyKeyCharactersMax = 64
    package static let applicationNameCharactersMax = 50
    package static let applicationShortNameCharactersMax = 30
    package static let applicationDescriptionCharactersMax = 150
    package static let emailCharactersMax = 254
    package static let passwordCharactersMin = 15
    package static let passwordBytesMax = 1_024
    package static let installmentsMax: Int64 = 36
    package static let searchLimitDefault: Int64 = 30
    package static let searchLimitMax: Int64 = 1_000
    package static let searchOffsetMax: Int64 = 10_000
    package static let refundsPerPaymentMax = 50
    package static let userAgentBytesMax = 100
    package static let callerNameWordsMax = 4
    /// Places an application has for shares, unless the operator says otherwise; the provider documents ten.
    package static let sharesPerApplicationDefault = 10
    package static let accessRequestsWaitingMax: Int64 = 20
    package static let doctorBytesMax = 20_000
    package static let doctorFindingsMax = 20
    package static let rowsShownMax: Int64 = 200
    package static let membersPerAccountMax = 50
    package static let sessionsPerAccountMax = 20
    package static let backupCodes = 10
    package static let testAccountDescriptionCharactersMax = 100
    /// Live secrets a person can see in an hour, and an application can show in a day.
    package static let revealsPerPersonMax: Int64 = 5
    package static let revealsPerApplicationMax: Int64 = 20
    /// A logo of 1 MB with the form around it.
    package static let uploadBytesMax = 1_024 * 1_024 + 16 * 1_024
    /// A body that is passed on to the platform's own API.
    package static let upstreamBodyBytesMax = 10 * 1_024 * 1_024
    package static let formBytesMax = 64 * 1_024
    package static let formFieldsMax = 100

    /// How far the clock may be set back before what it dated counts as of a wrong clock.
    package static let clockStepMax: Duration = .seconds(5 * 60)
    /// How long a session lasts without a request.
    package static let sessionIdle: Duration = .seconds(15 * 60)
    /// How long a session lasts at most.
    package static let sessionLife: Duration = .hours(12)
    /// How long a sign-in waits for its second factor.
    package static let codeWait: Duration = .seconds(5 * 60)
    /// How long a proof of who somebody is counts.
    package static let proofLife: Duration = .seconds(5 * 60)
    /// How long a link that was mailed can be used.
    package static let linkLife: Duration = .hours(1)
    /// How long the link of the first owner can be used.
    package static let firstOwnerLinkLife: Duration = .hours(24)
    /// How long an invitation to an account can be accepted.
    package static let invitationLife: Duration = .days(7)
    /// How long a mail that cannot be handed over is tried again.
    package static let mailLife: Duration = .days(2)

    /// How long a card token can be used; official recordings show `date_due` eight days after creation.
    package static let cardTokenLife: Duration = .days(8)
    /// How long the first answer of an idempotency key is replayed.
    package static let idempotencyLife: Duration = .hours(25)
    /// How long the generation before can work after a renewal, whatever is asked.
    package static let overlapMax: Duration = .days(30)
    /// How long a deleted application can be restored.
    package static let binLife: Duration = .days(30)
    /// How long an offered share can be accepted.
    package static let shareOfferLife: Duration = .days(7)
    /// How long a request for access can be decided.
    package static let accessRequestLife: Duration = .days(7)
    /// How long nobody must have used a generation before it counts as unused.
    package static let overlapQuiet: Duration = .days(7)
    /// How long who used a credential is kept.
    package static let usageLife: Duration = .days(35)
    /// Bytes of a path that the panel leads on to; an authorization request has an address and a state of 2 KiB each.
    package static let targetBytesMax = 8 * 1_024
    /// How long a pushed authorization request waits: time to sign in and to read.
    package static let pushedRequestLife: Duration = .seconds(600)
    /// How long a refresh token that was replaced gets the same answer again, so that a lost answer is no theft.
    package static let refreshGrace: Duration = .seconds(10)
    /// How long the Access Token before works after a refresh, so that no process of a client is cut off.
    package static let refreshOverlap: Duration = .hours(1)
    /// How long ended codes and tokens are kept, so that their return is recognised.
    package static let endedTokenLife: Duration = .days(30)
    /// Calls of one client to the authorization server in an hour, unless the operator says otherwise.
    package static let oauthCallsPerHourDefault = 18_000
    /// Credentials whose verdict is remembered, unless the operator says otherwise.
    package static let rememberedCredentialsDefault = 100_000
    /// Entries of the journal that are kept for processes that lag behind.
    package static let journalEntriesMax: Int64 = 100_000
    /// How long after its approval a payment can be refunded.
    package static let refundWindow: Duration = .days(180)
    /// How long a payment waits for its payer when the request names no end.
    package static let pendingLife: Duration = .days(30)
    /// How long a Pix charge waits for its payer when the request names no end.
    package static let pixLife: Duration = .hours(24)
}

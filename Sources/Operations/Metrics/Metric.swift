/// What a server tells of itself, by the names that its metrics have.
package enum Metric: String, CaseIterable, Sendable {
    case verifications = "llavero_verifications_total"
    case verificationTime = "llavero_verification_seconds"
    case memory = "llavero_verification_memory_total"
    case remembered = "llavero_remembered_credentials"
    case rememberedBytes = "llavero_remembered_credentials_bytes"
    case journalLag = "llavero_journal_lag_seconds"
    case journalIsFollowed = "llavero_journal_followed"
    case storeTime = "llavero_store_seconds"
    case storeFailures = "llavero_store_failures_total"
    case answers = "llavero_answers_total"
    case answerTime = "llavero_answer_seconds"

    /// The sentence of each, by its name.
    package static let help = Dictionary(uniqueKeysWithValues: Self.allCases.map { ($0.rawValue, $0.help) })

    /// One sentence for whoever reads the metrics.
    package var help: String {
        switch self {
        case .verifications: "Credentials that were judged, by verdict."
        case .verificationTime: "Time to judge a credential."
        case .memory: "Look-ups of credentials: hit is answered from memory, miss asks the database."
        case .remembered: "Credentials remembered now."
        case .rememberedBytes: "Memory that remembering them takes, beside what is remembered."
        case .journalLag: "Time since the journal of changes was last read to its end."
        case .journalIsFollowed: "1 while memory may answer, 0 while the journal is not followed."
        case .storeTime: "Time the database took, waiting for a connection included, by kind of work."
        case .storeFailures: "Times the database did not answer, or failed."
        case .answers: "Answers sent, by door (main, gateway) and status."
        case .answerTime: "Time to make an answer at the main door, from the end of its request's headers."
        }
    }
}

/// Whether a thing is of production or of testing; the panel says Production and Test.
package enum Mode: String, CaseIterable, Sendable {
    case live
    case test
}

/// The first part of a Public Key or an Access Token.
package enum KeyPrefix: String, CaseIterable, Sendable {
    case live = "APP_USR"
    case test = "TEST"

    /// The prefix that tells the truth about a mode (decision 0001).
    package init(_ mode: Mode) {
        switch mode {
        case .live: self = .live
        case .test: self = .test
        }
    }

    package var mode: Mode {
        switch self {
        case .live: .live
        case .test: .test
        }
    }
}

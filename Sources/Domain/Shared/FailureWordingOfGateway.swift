/// The wording of what gateways are told, and of what owners set for their pairs.
extension Failure.Code {
    var gatewayWording: (String, String)? {
        switch self {
        case .credentialAddressNotAllowed:
            (
                "This credential does not work from the address {field}.",
                "Its owner named the networks from which it works; add this one there, or call from one of them."
            )
        case .publicKeyOriginNotAllowed:
            (
                "This Public Key does not work in pages of this origin: {field}.",
                "Its owner named the pages in which it works; add this origin there, exactly as the browser sends it."
            )
        case .credentialCallsExceeded:
            (
                "This credential has used up its calls of this minute.",
                "Its owner allows {expected} in a minute; wait as long as Retry-After says."
            )
        case .restrictionsInvalid:
            ("What restricts a pair is not understood: {field}.", "Expected {expected}.")
        case .gatewayClosed:
            (
                "Only the platform's own gateway may ask this.",
                "Ask at the private listener (gateway.listen), or send the secret of gateway.secret as X-Llavero-Gateway."
            )
        case .gatewayRequestUnclear:
            (
                "The gateway does not say clearly which request it asks about: {field}.",
                "Expected {expected}; the examples in the repository show it for each gateway."
            )
        case .gatewayRouteDenied:
            ("This route cannot be called from outside.", "The platform's gateway rules name it as denied.")
        case .upstreamUnreachable:
            (
                "The platform's own API cannot be reached.",
                "The call may not have been carried out; repeat it with the same X-Idempotency-Key."
            )
        case .upstreamTimeout:
            (
                "The platform's own API did not answer in time.",
                "The call may have been carried out; repeat it with the same X-Idempotency-Key, or look it up."
            )
        case .pathNotNormal:
            (
                "The path can be read in more than one way.",
                "Send it without empty or dotted parts, parameters, and encodings that are not needed."
            )
        default: nil
        }
    }
}

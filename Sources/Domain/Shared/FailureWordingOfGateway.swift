/// The wording of what gateways are told.
extension Failure.Code {
    var gatewayWording: (String, String)? {
        switch self {
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
        case .pathNotNormal:
            (
                "The path can be read in more than one way.",
                "Send it without empty or dotted parts, parameters, and encodings that are not needed."
            )
        default: nil
        }
    }
}

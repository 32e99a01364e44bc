import API
package import Domain
package import Hummingbird
package import Operations
import Panel
package import Web

/// Everything the server answers: the edge, the provider's API, the panel.
package enum ServerRoutes {
    /// - Throws: what is wrong with a template of the panel.
    package static func router(
        _ operations: Operations,
        _ address: PublicAddress,
        isSignUpOpen: Bool = true,
        gatewaySecret: Secret? = nil,
        assertions: CallerAssertions? = nil,
        upstream: Upstream? = nil,
        clientAddress: ClientAddress = ClientAddress(),
        isSandbox: Bool
    ) throws -> (Router<EdgeContext>, routes: [Route]) {
        let router = Router(context: EdgeContext.self)
        let problems = ProblemWriter(address: address)
        router.add(
            middleware: EdgeMiddleware(
                problems: problems,
                isSandbox: isSandbox,
                isSecure: address.base.hasPrefix("https://"),
                clientAddress: clientAddress,
                measurements: operations.measurements,
                upstream: upstream,
                missingPage: try PanelRoutes.missingPage(operations, address, isSandbox: isSandbox)
            )
        )
        var routes = Routes(router, credentials: operations.credentials, problems: problems, upstream: upstream)
        GatewayRoutes(operations.gateway, problems, secret: gatewaySecret, assertions: assertions).add(to: &routes)
        APIRoutes.add(to: &routes, operations, address)
        try PanelRoutes.add(to: &routes, operations, address, isSignUpOpen: isSignUpOpen, isSandbox: isSandbox)
        return (router, routes.finish())
    }
}

import Domain
package import Hummingbird
package import Web

/// Answers a browser that asks for a page that is not there with a page, where programs get JSON.
package struct MissingPages: RouterMiddleware {
    package typealias Context = EdgeContext

    let pages: PanelPages
    private static let places = ["/developers", "/settings", "/signin", "/signup", "/reset"]

    package func handle(
        _ request: Request,
        context: EdgeContext,
        next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound && Self.isPage(request) {
            return try await self.pages.missing(request, context)
        }
    }

    private static func isPage(_ request: Request) -> Bool {
        let path = request.uri.path
        return request.method == .get && self.places.contains { path == $0 || path.hasPrefix($0 + "/") }
    }
}

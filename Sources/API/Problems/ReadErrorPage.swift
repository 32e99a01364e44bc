import Domain
import HTTPTypes
import Web

/// What an error code means: the page that `llavero_docs` in every refusal points to.
struct ReadErrorPage: OpenEndpoint {
    static let route = Route(.get, "/llavero/v1/errors/:code")

    func handle(_ call: Call) throws -> Answer {
        guard let code = Failure.Code(rawValue: call.parameter("code")) else { throw Failure(.routeNotFound) }
        return Answer(json: ProblemWriter.page(of: code))
    }
}

/// Every error code.
struct ListErrorPages: OpenEndpoint {
    static let route = Route(.get, "/llavero/v1/errors")

    func handle(_ call: Call) -> Answer {
        Answer(json: .array(Failure.Code.allCases.map { ProblemWriter.page(of: $0) }))
    }
}

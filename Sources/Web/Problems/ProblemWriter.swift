package import Domain
import HTTPTypes
package import Hummingbird
package import Logging
import Operations

/// Turns every failure into the provider's error envelope; nothing else does.
package struct ProblemWriter: Sendable {
    let address: PublicAddress

    /// - Parameter address: Where the pages of the error codes are reached.
    package init(address: PublicAddress) {
        self.address = address
    }

    /// What an error code means, for its page.
    package static func page(of code: Failure.Code) -> JSON {
        let problem = ProviderProblem(code)
        let failure = Failure(code, field: "The field", expected: "what the refusal names")
        return [
            "code": .string(code.rawValue), "status": .integer(problem.status), "error": .string(problem.error),
            "cause": problem.causeJSON, "message": .string(failure.message), "hint": .string(failure.hint),
        ]
    }

    /// The answer to anything that was thrown; details of unforeseen errors go to the log alone.
    package func response(to error: any Error, _ logger: Logger) -> Response {
        self.response(to: Self.failure(of: error, logger))
    }

    /// What a failure is answered with, whoever writes it: status, envelope, and the headers that belong to it.
    func envelope(of failure: Failure) -> (status: Int, body: JSON, headers: [(String, String)]) {
        let problem = ProviderProblem(failure.code)
        var headers: [(String, String)] = []
        switch failure.code {
        case .credentialMissing: headers.append(("WWW-Authenticate", "Bearer"))
        case .credentialBoundToKey: headers.append(("WWW-Authenticate", "DPoP error=\"invalid_token\""))
        default:
            if problem.status == 401 { headers.append(("WWW-Authenticate", "Bearer error=\"invalid_token\"")) }
        }
        if let seconds = failure.retryAfterSeconds ?? (problem.status == 503 ? 1 : nil) {
            headers.append(("Retry-After", String(seconds)))
        }
        return (problem.status, self.body(of: failure, problem), headers)
    }

    package func response(to failure: Failure) -> Response {
        let problem = self.envelope(of: failure)
        var headers = HTTPFields()
        for (name, value) in problem.headers { headers[HTTPField.Name.named(name)] = value }
        if failure.code == .methodNotAllowed { headers[.allow] = failure.field ?? "" }
        // After these the rest of the request is not worth reading.
        if [.hostInvalid, .payloadTooLarge, .unsupportedEncoding].contains(failure.code) {
            headers[.connection] = "close"
        }
        let answer = Answer(
            status: HTTPResponse.Status(code: problem.status),
            json: problem.body,
            headers: headers
        )
        return answer.response
    }

    /// The answer to a client of the authorization server: the same, readable for those who know RFC 6749 alone.
    /// - Parameter refusedStatus: The status when the client did not prove itself; whoever tried by the Authorization
    ///   header gets 401 in any case (RFC 6749 section 5.2).
    package func response(toClient error: any Error, _ refusedStatus: Int, _ logger: Logger) -> Response {
        let failure = Self.failure(of: error, logger)
        let problem = ProviderProblem(failure.code)
        let isRefused = problem.error == "invalid_client"
        var headers = HTTPFields()
        if isRefused, refusedStatus == 401 { headers[.wwwAuthenticate] = "Basic realm=\"llavero\", charset=\"UTF-8\"" }
        if let seconds = failure.retryAfterSeconds ?? (problem.status == 503 ? 1 : nil) {
            headers[.retryAfter] = String(seconds)
        }
        if failure.code == .payloadTooLarge { headers[.connection] = "close" }
        guard case .object(var members) = self.body(of: failure, problem) else {
            preconditionFailure("a body is an object")
        }
        let status = isRefused ? refusedStatus : problem.status
        let error = problem.error == "bad_request" ? "invalid_request" : problem.error
        members = members.map { member in
            switch member.name {
            case "error": .init("error", .string(error))
            case "status": .init("status", .integer(status))
            default: member
            }
        }
        members.append(.init("error_description", .string("\(failure.message) \(failure.hint)")))
        members.append(.init("error_uri", .string(self.page(failure.code))))
        return Answer(status: HTTPResponse.Status(code: status), json: .object(members), headers: headers).response
    }

    private func page(_ code: Failure.Code) -> String { "\(self.address.base)/llavero/v1/errors/\(code.rawValue)" }

    private func body(of failure: Failure, _ problem: ProviderProblem) -> JSON {
        let cause = problem.causeJSON
        let causes: [JSON] =
            cause.isNull ? [] : [["code": cause, "description": .string(failure.message), "data": nil]]
        return [
            "message": .string(failure.message), "error": .string(problem.error), "status": .integer(problem.status),
            "cause": .array(causes), "llavero_code": .string(failure.code.rawValue),
            "llavero_hint": .string(failure.hint),
            "llavero_docs": .string(self.page(failure.code)),
        ]
    }

    static func failure(of error: any Error, _ logger: Logger) -> Failure {
        if let error = error as? HTTPError {
            switch error.status {
            case .notFound: return Failure(.routeNotFound)
            case .contentTooLarge: return Failure(.payloadTooLarge, expected: String(Limits.jsonBodyBytesMax))
            default: break
            }
        }
        let (failure, detail) = Failure.translating(error)
        if let detail {
            logger.error("request failed", metadata: ["code": "\(failure.code.rawValue)", "detail": "\(detail)"])
        }
        return failure
    }
}

import Domain
import HTTPTypes
import Operations
import Web

/// Whether the process answers at all.
struct ReadLiveness: OpenEndpoint {
    static let route = Route(.get, "/health/live")

    func handle(_ call: Call) -> Answer { Answer(json: ["status": "live"]) }
}

/// Whether the process can do its work: its database answers.
struct ReadReadiness: OpenEndpoint {
    static let route = Route(.get, "/health/ready")

    let operations: Operations

    func handle(_ call: Call) async throws -> Answer {
        try await self.operations.checkStorage()
        return Answer(json: ["status": "ready"])
    }
}

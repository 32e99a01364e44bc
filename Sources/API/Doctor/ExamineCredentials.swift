import Domain
import HTTPTypes
import Operations
import Web

/// Examines pasted credentials; open to everybody, since it tells of a secret only to whoever sends the whole of it.
struct ExamineCredentials: OpenEndpoint {
    static let route = Route(.post, "/llavero/v1/doctor")

    let doctor: DoctorOperations

    func handle(_ call: Call) async throws -> Answer {
        let text = try Fields(try await call.json()).pastedText()
        return Answer(json: DoctorReportView.json(try await self.doctor.examine(text, from: call.source.address)))
    }
}

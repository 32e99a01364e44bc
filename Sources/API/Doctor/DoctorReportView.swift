package import Domain
package import Operations

/// A report as JSON; without any secret, but with the application's name.
package enum DoctorReportView {
    package static func json(_ report: DoctorReport) -> JSON {
        [
            "credentials": .array(
                report.credentials.enumerated()
                    .map { index, credential in
                        self.json(credential, index, report.states[index])
                    }
            ),
            "diagnoses": .array(
                report.diagnoses.map { diagnosis in
                    let wording = diagnosis.code.wording
                    return [
                        "code": .string(diagnosis.code.rawValue), "message": .string(wording.message),
                        "fix": .string(wording.fix),
                        "credentials": .array(diagnosis.credentials.map { .integer($0 + 1) }),
                    ]
                }
            ), "report": .string(report.publicText),
        ]
    }

    private static func json(_ credential: FoundCredential, _ index: Int, _ state: DoctorReport.State?) -> JSON {
        var members: [JSON.Member] = [
            .init("number", .integer(index + 1)), .init("kind", .string(credential.kindName)),
            .init("mode", .text(credential.mode?.rawValue)), .init("masked", .string(credential.masked)),
            .init("line", .integer(credential.line)), .init("name", .text(credential.name)),
            .init("used_as", .text(credential.role?.rawValue)),
        ]
        if case .accessToken(let token) = credential.kind {
            members += [
                .init("client_id", .string(token.clientID.description)), .init("user_id", .id(token.userID)),
                .init("issued_hour", .string(token.issued.description)),
            ]
        }
        members += self.members(state)
        return .object(members)
    }

    private static func members(_ state: DoctorReport.State?) -> [JSON.Member] {
        switch state {
        case .active(let name)?: [.init("state", "active"), .init("application_name", .string(name))]
        case .ended(let instant)?: [.init("state", "ended"), .init("ended_at", .date(instant))]
        case .notActivated?: [.init("state", "not_activated")]
        case .blocked?: [.init("state", "blocked")]
        case .unknown?: [.init("state", "unknown")]
        case nil: [.init("state", nil)]
        }
    }
}

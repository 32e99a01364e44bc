package import Domain
package import Operations

/// A report without any secret; its text may be pasted in public, while its JSON also names the application.
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
            ), "report": .string(self.text(report)),
        ]
    }

    package static func text(_ report: DoctorReport) -> String {
        var lines: [String] = []
        for (index, credential) in report.credentials.enumerated() {
            lines.append("\(index + 1). \(credential.masked)")
            lines.append("   \(self.facts(credential, report.states[index]).joined(separator: ", "))")
        }
        if !lines.isEmpty { lines.append("") }
        for diagnosis in report.diagnoses {
            let wording = diagnosis.code.wording
            let about = diagnosis.credentials.map { String($0 + 1) }.joined(separator: " and ")
            lines.append(about.isEmpty ? wording.message : "\(about): \(wording.message)")
            lines.append("   \(wording.fix)")
        }
        return lines.joined(separator: "\n")
    }

    private static func json(_ credential: FoundCredential, _ index: Int, _ state: DoctorReport.State?) -> JSON {
        var members: [JSON.Member] = [
            .init("number", .integer(index + 1)), .init("kind", .string(self.kind(credential))),
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

    private static func kind(_ credential: FoundCredential) -> String {
        switch credential.kind {
        case .accessToken: "access_token"
        case .publicKey: "public_key"
        case .clientSecret: "client_secret"
        case .clientID: "client_id"
        case .damaged: "damaged"
        }
    }

    private static func facts(_ credential: FoundCredential, _ state: DoctorReport.State?) -> [String] {
        var facts: [String] = []
        switch credential.kind {
        case .accessToken(let token):
            facts = [
                "Access Token", self.name(token.prefix.mode), "application \(token.clientID)",
                "user id \(token.userID)",
                "issued month \(token.issued.month), day \(token.issued.day), hour \(token.issued.hour)",
            ]
        case .publicKey(let key): facts = ["Public Key", self.name(key.prefix.mode)]
        case .clientSecret: facts = ["Client Secret"]
        case .clientID: facts = ["Client ID (application number)"]
        case .damaged: facts = ["no whole key"]
        }
        if let name = credential.name { facts.append("in \(name)") }
        facts.append("line \(credential.line)")
        switch state {
        // The application's name is left out: the report is for the public.
        case .active?: facts.append("works")
        case .ended(let instant)?: facts.append("ended \(WireDate.text(instant))")
        case .notActivated?: facts.append("not activated")
        case .blocked?: facts.append("blocked")
        case .unknown?: facts.append("not issued by this server")
        case nil: break
        }
        return facts
    }

    private static func name(_ mode: Mode) -> String { mode == .live ? "production" : "test" }
}

import Domain
import HTTPTypes
import Operations
import Web

/// Check credentials: a place to paste whatever does not work.
struct DoctorPage: MemberPage {
    static let route = Route(.get, "/developers/panel/doctor")

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        view.page("doctor", title: "menu_doctor", .doctor)
    }
}

/// Says what is wrong with what was pasted; nothing of it is kept.
struct ExamineText: MemberPage {
    static let route = Route(.post, "/developers/panel/doctor")
    let doctor: DoctorOperations

    struct Finding {
        let number: Int
        let masked: String
        let kind: String
        let mode: String?
        let isTest: Bool
        let isLive: Bool
        let state: String?
        let place: String
    }

    struct Advice {
        let about: String?
        let message: String
        let fix: String
        let isFine: Bool
    }

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let text = try visit.form.secret("text") ?? Secret("")
        guard text.utf8Count <= Limits.doctorBytesMax else {
            throw Failure(.tooLong, field: "text", expected: "\(Limits.doctorBytesMax) bytes")
        }
        let report = try await self.doctor.examine(text, as: person.actor, from: visit.visitor.address)
        let model: [String: Any] = [
            "hasReport": true,
            "findings": report.credentials.enumerated()
                .map { index, credential in
                    Finding(
                        number: index + 1,
                        masked: credential.masked,
                        kind: view.text("\(credential.kindName)_name"),
                        mode: credential.mode.map { view.text($0 == .live ? "production" : "tests") },
                        isTest: credential.mode == .test,
                        isLive: credential.mode == .live,
                        state: report.states[index].map { Self.state($0, view) },
                        place: view.text("line", ["number": String(credential.line)])
                    )
                },
            "advice": report.diagnoses.map { diagnosis in
                let words = Catalogue.diagnosis(diagnosis.code, view.language)
                return Advice(
                    about: diagnosis.credentials.isEmpty
                        ? nil : diagnosis.credentials.map { String($0 + 1) }.joined(separator: ", "),
                    message: words.message,
                    fix: words.fix,
                    isFine: [.nothingWrong, .formOnly].contains(diagnosis.code)
                )
            }, "report": report.publicText,
        ]
        return view.page("doctor", title: "menu_doctor", .doctor, model)
    }

    private static func state(_ state: DoctorReport.State, _ view: View) -> String {
        switch state {
        case .active(let name): view.text("state_active", ["name": name])
        case .ended(let instant): view.text("state_ended", ["date": LocalTime(instant, view).text])
        case .notActivated: view.text("state_not_activated")
        case .blocked: view.text("state_blocked")
        case .unknown: view.text("state_unknown")
        }
    }
}

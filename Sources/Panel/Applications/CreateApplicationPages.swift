import Domain
import HTTPTypes
import Operations
import Web

/// Creating an application, a step at a time; what was said before travels along in the form.
struct CreateApplicationPage: MemberPage {
    static let route = Route(.get, "/developers/panel/app/create")
    let wizard: ApplicationWizard

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        self.wizard.page(.name, Form(), person, view)
    }
}

/// The next step, or the application itself.
struct CreateApplication: MemberPage {
    static let route = Route(.post, "/developers/panel/app/create")
    let wizard: ApplicationWizard

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let step = try visit.form.choice("step", ApplicationWizard.Step.self) ?? .name
        do {
            if visit.form.values("go") == ["back"] { return self.wizard.page(step.before, visit.form, person, view) }
            return try await self.wizard.take(step, visit.form, person, view)
        } catch let failure as Failure {
            return self.wizard.page(step, visit.form, person, view, failure)
        }
    }
}

/// The steps of creating an application.
struct ApplicationWizard: Sendable {
    /// A step, by what it asks.
    enum Step: String, CaseIterable {
        case name, product, consent

        var number: Int { Self.allCases.firstIndex(of: self).map { $0 + 1 } ?? 1 }
        var before: Step { self == .consent ? .product : .name }
    }

    struct Option {
        let id: String
        let name: String
        let hint: String
        let isChosen: Bool
    }

    let operations: Operations

    /// Checks what a step asked, and goes on.
    func take(_ step: Step, _ form: Form, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        switch step {
        case .name:
            _ = try ApplicationProfile(name: try form.text("name") ?? "", product: .checkoutPro)
            guard try form.text("solution") != nil else {
                throw Failure(.invalidValue, field: "solution", expected: "online, in_person")
            }
            return self.page(.product, form, person, view)
        case .product:
            _ = try self.profile(form)
            return self.page(.consent, form, person, view)
        case .consent:
            guard form.values("terms") == ["yes"], form.values("privacy") == ["yes"] else {
                throw Failure(.consentMissing)
            }
            let number = try self.number(form, person)
            do {
                _ = try await self.operations.applications.create(
                    try self.profile(form),
                    settings: try ApplicationSettings(),
                    for: person.place.id,
                    numbered: number,
                    as: person.actor
                )
            } catch let failure as Failure where failure.code == .applicationExists {
                // The same form again: what it asks for is done.
            }
            return .redirect("/developers/panel/app/\(number)?done=created")
        }
    }

    /// The number the form was given, marked for this session.
    /// - Throws: `csrf_failed` for any other number.
    private func number(_ form: Form, _ person: SignedIn) throws(Failure) -> Application.ID {
        guard let number = try form.text("number").flatMap({ Application.ID(text: $0) }),
            let mark = try form.text("mark"),
            ConstantTime.equal(Array(mark.utf8), Array(self.mark(number, person).utf8))
        else { throw Failure(.csrfFailed) }
        return number
    }

    private func mark(_ number: Application.ID, _ person: SignedIn) -> String {
        self.operations.sessions.formToken(for: "\(person.session.id)|application|\(number)")
    }

    private func profile(_ form: Form) throws(Failure) -> ApplicationProfile {
        guard let product = try form.choice("product", Product.self) else {
            throw Failure(.productUnknown, expected: Product.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return try ApplicationProfile(
            name: try form.text("name") ?? "",
            product: product,
            platform: try form.choice("platform", Platform.self),
            integrationModels: try form.choices("model", IntegrationModel.self).sorted { $0.rawValue < $1.rawValue }
        )
    }

    func page(
        _ step: Step,
        _ form: Form,
        _ person: SignedIn,
        _ view: View,
        _ failure: Failure? = nil
    ) -> PanelAnswer {
        let site = person.place.site
        let isInPerson = form.values("solution") == ["in_person"]
        let products = site.products.filter { $0.isInPerson == isInPerson }
        let chosen = form.values("product").first
        let number = self.operations.applications.allotNumber()
        let model: [String: Any] = [
            "step": step.rawValue, "stepText": view.text("create_step", ["number": String(step.number), "count": "3"]),
            "isName": step == .name, "isProduct": step == .product, "isConsent": step == .consent,
            "name": form.values("name").first ?? "", "isInPerson": isInPerson,
            "isOnline": form.values("solution") == ["online"],
            "products": products.map { product in
                Option(
                    id: product.rawValue,
                    name: product.name(in: site)[view.language],
                    hint: view.text("product_tested_by_\(product.testMeans.rawValue)"),
                    isChosen: product.rawValue == chosen || (chosen == nil && product == products.first)
                )
            },
            "platforms": site.platforms.map { platform in
                Option(
                    id: platform.rawValue,
                    name: platform.name(in: site),
                    hint: "",
                    isChosen: form.values("platform") == [platform.rawValue]
                )
            },
            "models": IntegrationModel.allCases.map { model in
                Option(
                    id: model.rawValue,
                    name: view.text("model_\(model.rawValue)"),
                    hint: "",
                    isChosen: form.values("model").contains(model.rawValue)
                )
            },
            "number": number.description, "mark": self.mark(number, person),
            "kept": form.fields.filter { Self.asked(before: step).contains($0.name) }
                .map { ["name": $0.name, "value": $0.value] },
            "error": failure.map { ErrorNote($0, view) } as Any,
        ]
        let status = failure.map { ProviderProblem($0.code).status } ?? 200
        return view.page("create", title: "create_application", .applications, status: status, model)
    }

    /// What other steps ask, and this one carries along.
    private static func asked(before step: Step) -> [String] {
        switch step {
        case .name: ["product", "platform", "model"]
        case .product: ["name", "solution"]
        case .consent: ["name", "solution", "product", "platform", "model"]
        }
    }
}

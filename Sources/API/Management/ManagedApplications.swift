import Domain
import HTTPTypes
import Operations
import Web

extension ManagementRoutes {
    private static let profileFields: [ManagedField] = [
        .text("short_name"), .text("description"), .choice("industry", Industry.self), .text("website"),
        .choice("platform", Platform.self),
        .list("integration_models", of: IntegrationModel.allCases.map(\.rawValue)), .list("redirect_urls"),
        .flag("pkce"), .list("allowed_flows", of: GrantFlow.allCases.map(\.rawValue)),
        .list("permissions", of: Permission.allCases.map(\.rawValue)),
    ]

    static let applications: [ManagedRoute] = [
        ManagedRoute(.get, "accounts/:account/applications", "The applications of an account.") { call in
            let found = try await call.operations.applications
                .applications(of: try call.account(), as: call.actor)
            return .array(found.map { ApplicationJSON.json($0) })
        },
        ManagedRoute(
            .post,
            "accounts/:account/applications",
            "Creates an application; the answer is the only one with its live secrets.",
            [.text("name", required: true), .choice("product", Product.self, required: true)] + profileFields,
            status: .created
        ) { call in
            guard let product: Product = try call.choice("product") else {
                throw Failure(.missingParameter, field: "product", expected: "a product's name")
            }
            let blank = try ApplicationProfile(name: try call.text("name", expected: "a name"), product: product)
            let issued = try await call.operations.applications.create(
                try call.profile(blank),
                settings: try call.settings(try ApplicationSettings()),
                for: try call.account(),
                as: call.actor
            )
            return ApplicationJSON.json(issued)
        },
        ManagedRoute(.get, "applications/:application", "An application.") { call in
            ApplicationJSON.json(
                try await call.operations.applications.application(try call.application(), as: call.actor)
            )
        },
        ManagedRoute(
            .put,
            "applications/:application",
            "Changes what is given and keeps the rest.",
            [.text("name"), .choice("product", Product.self)] + profileFields
        ) { call in
            let edited = try await call.operations.applications
                .edit(try call.application(), as: call.actor) { before throws(Failure) in
                    (try call.profile(before.profile), try call.settings(before.settings))
                }
            return ApplicationJSON.json(edited)
        },
        ManagedRoute(
            .post,
            "applications/:application/activate",
            "Makes its production credentials work.",
            [.choice("industry", Industry.self, required: true), .text("website", required: true)]
        ) { call in
            guard let industry: Industry = try call.choice("industry") else { throw Failure(.activationIncomplete) }
            guard let website = WebAddress(try call.text("website", expected: "an https address")) else {
                throw Failure(.websiteInvalid)
            }
            return ApplicationJSON.json(
                try await call.operations.applications.activate(
                    try call.application(),
                    industry: industry,
                    website: website,
                    as: call.actor
                )
            )
        },
        ManagedRoute(.delete, "applications/:application", "Puts it into the bin: off at once, restorable for 30 days.")
        {
            call in
            ApplicationJSON.json(
                try await call.operations.applications.delete(try call.application(), as: call.actor)
            )
        },
        ManagedRoute(.post, "applications/:application/restore", "Takes it out of the bin.") { call in
            ApplicationJSON.json(
                try await call.operations.applications.restore(try call.application(), as: call.actor)
            )
        },
    ]

    static let credentials: [ManagedRoute] = [
        ManagedRoute(.get, "applications/:application/test-keys", "Its test pair in plain text.") { call in
            let keys = try await call.operations.reveals.testKeys(of: try call.application(), as: call.actor)
            guard let keys else { throw Failure(.pairNotIssued) }
            return [
                "public_key": .string(keys.publicKey), "access_token": .string(keys.accessToken.reveal()),
            ]
        },
        ManagedRoute(.post, "applications/:application/seal", "Removes the copies of its live secrets, for good.") {
            call in
            let id = try call.application()
            try await call.operations.reveals.seal(id, as: call.actor)
            return [
                "client_id": .id(id),
                "sealed_at": .date(try await call.operations.reveals.sealedAt(id, as: call.actor)),
            ]
        },
        ManagedRoute(
            .put,
            "applications/:application/logo",
            "Sets its logo, a JPG or PNG in base 64; an empty one removes it.",
            [.text("picture", required: true)]
        ) { call in
            let id = try call.application()
            let text = try call.fields.secret("picture", expected: "a text")?.reveal()
            try await call.operations.logos.set(try text.map { try Self.logo($0) }, of: id, as: call.actor)
            return ["client_id": .id(id), "has_logo": .bool(text != nil)]
        },
        ManagedRoute(.get, "applications/:application/credentials", "Its credentials, masked.") { call in
            let id = try call.application()
            let found = try await call.operations.credentials.credentials(of: id, as: call.actor)
            let uses = try await call.operations.credentials.lastUses(of: id, as: call.actor)
            return .array(found.map { CredentialJSON.json($0, uses[$0.id]) })
        },
        ManagedRoute(
            .get,
            "applications/:application/renewals/:mode/:pair",
            "Who calls with a pair (`keys` or `client`), and the overlap in which they move."
        ) { call in
            RenewalJSON.json(try await call.operations.renewals.board(try call.pair(), as: call.actor))
        },
        ManagedRoute(
            .post,
            "applications/:application/renewals/:mode/:pair",
            "Renews a pair; the answer is the only one with the new secret.",
            [.choice("overlap", Overlap.self), .flag("leaked")],
            status: .created
        ) { call in
            let (reference, renewals) = (try call.pair(), call.operations.renewals)
            let overlap: Overlap = try call.choice("overlap") ?? .standard
            let (renewal, issued) =
                try call.fields.flag("leaked") ?? false
                ? try await renewals.replaceLeaked(reference, as: call.actor)
                : try await renewals.renew(reference, overlap: overlap, as: call.actor)
            return RenewalJSON.json(renewal, issued)
        },
        ManagedRoute(
            .put,
            "applications/:application/renewals/:mode/:pair",
            "Gives the retiring generation more time.",
            [.choice("overlap", Overlap.self, required: true)]
        ) { call in
            let overlap: Overlap = try call.choice("overlap") ?? .standard
            return RenewalJSON.json(
                try await call.operations.renewals.extend(try call.pair(), to: overlap, as: call.actor)
            )
        },
        ManagedRoute(
            .delete,
            "applications/:application/renewals/:mode/:pair",
            "Ends the retiring generation now."
        ) { call in
            RenewalJSON.json(try await call.operations.renewals.close(try call.pair(), as: call.actor))
        },
        ManagedRoute(
            .post,
            "applications/:application/renewals/:mode/:pair/undo",
            "Makes the generation before the current one again."
        ) { call in
            RenewalJSON.json(try await call.operations.renewals.undo(try call.pair(), as: call.actor))
        },
    ]
}

extension ManagedCall {
    /// A profile with what the body gives in the place of what it had.
    fileprivate func profile(_ before: ApplicationProfile) throws(Failure) -> ApplicationProfile {
        var website = before.website
        if let text = try self.fields.text("website") {
            guard let address = WebAddress(text) else { throw Failure(.websiteInvalid) }
            website = address
        }
        return try ApplicationProfile(
            name: try self.fields.text("name") ?? before.name,
            shortName: try self.fields.text("short_name") ?? before.shortName,
            description: try self.fields.text("description") ?? before.description,
            industry: try self.choice("industry") ?? before.industry,
            website: website,
            product: try self.choice("product") ?? before.product,
            platform: try self.choice("platform") ?? before.platform,
            integrationModels: try self.choices("integration_models") ?? before.integrationModels
        )
    }

    fileprivate func settings(_ before: ApplicationSettings) throws(Failure) -> ApplicationSettings {
        let addresses = try self.texts("redirect_urls")?.map { text throws(Failure) in try RedirectURL(text) }
        let flows: [GrantFlow]? = try self.choices("allowed_flows")
        let permissions: [Permission]? = try self.choices("permissions")
        return try ApplicationSettings(
            redirectURLs: addresses ?? before.redirectURLs,
            requiresPKCE: try self.fields.flag("pkce") ?? before.requiresPKCE,
            allowedFlows: flows.map { Set($0) } ?? before.allowedFlows,
            permissions: permissions.map { Set($0) } ?? before.permissions
        )
    }
}

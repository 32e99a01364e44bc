import Domain
import HTTPTypes
import Operations
import Web

extension ManagementRoutes {
    private static let fields: [ManagedField] = [.list("networks"), .list("origins"), .number("calls_per_minute")]

    /// From where and how often pairs work.
    static let restrictions: [ManagedRoute] = [
        ManagedRoute(
            .get,
            "applications/:application/restrictions/:mode",
            "From where and how often an application's own pair of a mode works."
        ) { call in try await call.restrictions(of: try call.ownPair()) },
        ManagedRoute(
            .put,
            "applications/:application/restrictions/:mode",
            "Sets them; what is left out is not restricted.",
            Self.fields
        ) { call in try await call.restrict(try call.ownPair()) },
        ManagedRoute(.get, "shares/:share/restrictions", "From where and how often the pair of a share works.") {
            call in
            try await call.restrictions(of: try await call.pairOfShare())
        },
        ManagedRoute(
            .put,
            "shares/:share/restrictions",
            "Sets them; what is left out is not restricted.",
            Self.fields
        ) { call in try await call.restrict(try await call.pairOfShare()) },
    ]
}

extension ManagedCall {
    /// - Throws: `application_not_found` or `invalid_value`.
    fileprivate func ownPair() throws(Failure) -> RestrictedPair {
        guard let mode = Mode(rawValue: self.call.parameter("mode")) else {
            throw Failure(.invalidValue, field: "the mode in the path", expected: "live or test")
        }
        return RestrictedPair(try self.application(), mode)
    }

    fileprivate func pairOfShare() async throws -> RestrictedPair {
        try await self.operations.restrictions.pair(of: Share.ID(self.call.parameter("share")), as: self.actor)
    }

    fileprivate func restrictions(of pair: RestrictedPair) async throws -> JSON {
        RestrictionsJSON.json(try await self.operations.restrictions.restrictions(of: pair, as: self.actor))
    }

    fileprivate func restrict(_ pair: RestrictedPair) async throws -> JSON {
        let restrictions = try Restrictions(
            networkTexts: try self.texts("networks") ?? [],
            originTexts: try self.texts("origins") ?? [],
            callsPerMinute: try self.fields.integer("calls_per_minute")
        )
        try await self.operations.restrictions.set(restrictions, of: pair, as: self.actor)
        return RestrictionsJSON.json(restrictions)
    }
}

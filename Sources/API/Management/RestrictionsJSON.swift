package import Domain

/// What restricts a pair, as JSON.
package enum RestrictionsJSON {
    package static func json(_ restrictions: Restrictions) -> JSON {
        [
            "networks": .array(restrictions.networks.map { .string($0.text) }),
            "origins": .array(restrictions.origins.map { .string($0.text) }),
            "calls_per_minute": restrictions.callsPerMinute.map { .integer(Int($0)) } ?? nil,
        ]
    }
}

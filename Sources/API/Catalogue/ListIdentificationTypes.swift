import Domain
import HTTPTypes
import Web

/// The identity documents of the caller's site; 404 where there are none, as clients expect.
struct ListIdentificationTypes: KeyEndpoint {
    static let route = Route(.get, "/v1/identification_types")
    static let isOfPlatform = true

    func handle(_ call: Call, _ caller: Caller) throws -> Answer {
        let types = caller.site.identificationTypes
        guard !types.isEmpty else { throw Failure(.identificationTypesNone) }
        return Answer(
            json: .array(
                types.map { type in
                    [
                        "id": .string(type.id), "name": .string(type.name), "type": .string(type.form.rawValue),
                        "min_length": .integer(type.lengths.lowerBound),
                        "max_length": .integer(type.lengths.upperBound),
                    ]
                }
            )
        )
    }
}

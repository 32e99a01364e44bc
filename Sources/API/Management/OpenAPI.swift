import Domain
import HTTPTypes

/// Describes the management API from the table of its routes, so that the description cannot differ from them.
enum OpenAPI {
    static func document(_ managed: [ManagedRoute]) -> JSON {
        let routes = managed + self.open
        let paths = Dictionary(grouping: routes, by: \.path).sorted { $0.key < $1.key }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Llavero management API", "version": "1",
                "description": .string(
                    """
                    Everything the panel can do except showing live secrets again. Send a management token, which \
                    `llavero management-token create` issues, as Authorization: Bearer. Refusals have a llavero_code; \
                    each has a page at /llavero/v1/errors/{code}.
                    """
                ),
            ], "security": [["management_token": []]],
            "components": [
                "securitySchemes": ["management_token": ["type": "http", "scheme": "bearer"]],
                "schemas": ["Refusal": self.refusal],
            ],
            "paths": .object(
                paths.map { path, routes in
                    .init("/llavero/v1/" + self.template(path), .object(routes.map { self.operation($0) }))
                }
            ),
        ]
    }

    /// What anybody may call.
    private static let open: [ManagedRoute] = [
        ManagedRoute(.post, "doctor", "Says what is wrong with pasted credentials.", [.text("text", required: true)]) {
            _ in nil
        },
        ManagedRoute(
            .post,
            "leaks",
            "Takes a report of leaked credentials.",
            [.text("text", required: true)],
            status: .accepted
        ) { _ in nil },
        ManagedRoute(.get, "errors", "Every error code.") { _ in nil },
        ManagedRoute(.get, "errors/:code", "What an error code means.") { _ in nil },
    ]

    private static let refusal: JSON = [
        "type": "object",
        "properties": [
            "message": ["type": "string"], "error": ["type": "string"], "status": ["type": "integer"],
            "llavero_code": ["type": "string"], "llavero_hint": ["type": "string"],
            "llavero_docs": ["type": "string", "format": "uri"],
        ],
    ]

    private static func operation(_ route: ManagedRoute) -> JSON.Member {
        var members: [JSON.Member] = [
            .init("summary", .string(route.summary)), .init("operationId", .string(self.identifier(route))),
            .init("parameters", .array(self.parameters(route))),
            .init(
                "responses",
                .object([
                    .init(
                        String(route.status.code),
                        ["description": "Done.", "content": ["application/json": [:]]]
                    ),
                    .init(
                        "default",
                        [
                            "description": "Refused.",
                            "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Refusal"]]],
                        ]
                    ),
                ])
            ),
        ]
        if self.open.contains(where: { $0.path == route.path }) { members.append(.init("security", [])) }
        if route.method != .get, !route.fields.isEmpty {
            members.append(
                .init("requestBody", ["content": ["application/json": ["schema": self.body(route.fields)]]])
            )
        }
        return .init(route.method.rawValue.lowercased(), .object(members))
    }

    private static func parameters(_ route: ManagedRoute) -> [JSON] {
        let inPath = route.path.split(separator: "/").filter { $0.hasPrefix(":") }
            .map { part -> JSON in
                [
                    "name": .string(String(part.dropFirst())), "in": "path", "required": true,
                    "schema": ["type": "string"],
                ]
            }
        guard route.method == .get else { return inPath }
        return inPath
            + route.fields.map { field -> JSON in
                ["name": .string(field.name), "in": "query", "schema": self.schema(field)]
            }
    }

    private static func body(_ fields: [ManagedField]) -> JSON {
        [
            "type": "object", "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
            "properties": .object(fields.map { .init($0.name, self.schema($0)) }),
        ]
    }

    private static func schema(_ field: ManagedField) -> JSON {
        let values: JSON = .array(field.values.map { .string($0) })
        if field.type == "array" {
            return [
                "type": "array",
                "items": field.values.isEmpty ? ["type": "string"] : ["type": "string", "enum": values],
            ]
        }
        return field.values.isEmpty
            ? ["type": .string(field.type)] : ["type": .string(field.type), "enum": values]
    }

    private static func template(_ path: String) -> String {
        path.split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }.joined(separator: "/")
    }

    private static func identifier(_ route: ManagedRoute) -> String {
        let parts = route.path.split(separator: "/").map { $0.filter { $0 != ":" } }
        return ([route.method.rawValue.lowercased()] + parts).joined(separator: "_").replacing("-", with: "_")
    }
}

package import Domain
package import HTTPTypes
package import Hummingbird

/// What an endpoint answers: bytes, mostly of JSON, or nothing.
package struct Answer: Sendable {
    package let status: HTTPResponse.Status
    package let body: [UInt8]
    package let headers: HTTPFields
    /// What the body is.
    package let type: String

    /// Fields that this, the edge and the framework add to most answers.
    private static let fieldsAddedMax = 8

    package static let jsonType = "application/json; charset=utf-8"

    package init(
        status: HTTPResponse.Status = .ok,
        body: [UInt8],
        type: String = Self.jsonType,
        headers: HTTPFields = HTTPFields()
    ) {
        self.status = status
        self.body = body
        self.type = type
        self.headers = headers
    }

    package init(status: HTTPResponse.Status = .ok, json: JSON, headers: HTTPFields = HTTPFields()) {
        self.init(status: status, body: json.bytes, headers: headers)
    }

    package var response: Response {
        var headers = SafeHeaders.ofData
        headers.reserveCapacity(headers.count + self.headers.count + Self.fieldsAddedMax)
        headers.append(HTTPField(name: .contentType, value: self.type))
        for field in self.headers { headers.append(field) }
        return Response(
            status: self.status,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: self.body))
        )
    }
}

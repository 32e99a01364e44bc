package import Domain
package import HTTPTypes
package import Hummingbird

/// What an endpoint answers: bytes, mostly of JSON, or nothing.
package struct Answer: Sendable {
    package let response: Response

    /// Fields that the edge and the framework add to most answers.
    private static let fieldsAddedMax = 6

    package static let jsonType = "application/json; charset=utf-8"

    /// - Parameter type: What the body is; nil where there is none.
    package init(
        status: HTTPResponse.Status = .ok,
        body: [UInt8],
        type: String? = Self.jsonType,
        headers: HTTPFields = HTTPFields()
    ) {
        var fields = SafeHeaders.ofData
        fields.reserveCapacity(fields.count + headers.count + 2 + Self.fieldsAddedMax)
        if let type { fields.append(HTTPField(name: .contentType, value: type)) }
        fields.append(HTTPField(name: .contentLength, value: String(body.count)))
        for field in headers { fields.append(field) }
        let bytes = ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        self.response = Response(status: status, headers: fields, body: bytes)
    }

    package init(status: HTTPResponse.Status = .ok, json: JSON, headers: HTTPFields = HTTPFields()) {
        self.init(status: status, body: json.bytes, headers: headers)
    }
}

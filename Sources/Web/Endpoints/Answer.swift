package import Domain
package import HTTPTypes
package import Hummingbird

/// What an endpoint answers: JSON bytes, or nothing.
package struct Answer: Sendable {
    package let status: HTTPResponse.Status
    package let body: [UInt8]
    package let headers: HTTPFields

    package init(status: HTTPResponse.Status = .ok, body: [UInt8], headers: HTTPFields = HTTPFields()) {
        self.status = status
        self.body = body
        self.headers = headers
    }

    package init(status: HTTPResponse.Status = .ok, json: JSON, headers: HTTPFields = HTTPFields()) {
        self.init(status: status, body: json.bytes, headers: headers)
    }

    package var response: Response {
        var headers = self.headers
        headers[.contentType] = "application/json; charset=utf-8"
        headers[.cacheControl] = "no-store"
        return Response(
            status: self.status,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: self.body))
        )
    }
}

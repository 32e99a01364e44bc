import Crypto
import Domain
import HTTPTypes
import Hummingbird
import Web

/// The stylesheet and the script, each at an address that changes with its content.
enum StaticFile: CaseIterable {
    case style
    case script

    private var bytes: [UInt8] {
        switch self {
        case .style: PackageResources.panel_css
        case .script: PackageResources.panel_js
        }
    }

    private var contentType: String {
        switch self {
        case .style: "text/css; charset=utf-8"
        case .script: "text/javascript; charset=utf-8"
        }
    }

    /// Where it is reached.
    var path: String {
        let digest = Hexadecimal.text(Array(SHA256.hash(data: self.bytes).prefix(8)))
        return "/static/panel-\(digest).\(self == .style ? "css" : "js")"
    }

    static func add(to routes: inout Routes) {
        for file in Self.allCases {
            let (body, type) = (ByteBuffer(bytes: file.bytes), file.contentType)
            routes.addPage(Route(.get, file.path)) { _, _ in
                Response(
                    status: .ok,
                    headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"],
                    body: ResponseBody(byteBuffer: body)
                )
            }
        }
    }
}

import Crypto
import Domain
import HTTPTypes
import Help
import Hummingbird
import Web

/// The stylesheet, the script and the pictures of the help pages, each at an address that changes with its content.
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
        for file in Self.allCases { self.add(file.bytes, file.contentType, at: file.path, to: &routes) }
        for picture in HelpPicture.all { self.add(picture.bytes, "image/png", at: picture.path, to: &routes) }
    }

    private static func add(_ bytes: [UInt8], _ type: String, at path: String, to routes: inout Routes) {
        let body = ByteBuffer(bytes: bytes)
        routes.addPage(Route(.get, path)) { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"],
                body: ResponseBody(byteBuffer: body)
            )
        }
    }
}

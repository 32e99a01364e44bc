import CHelpPictures
import Crypto
import Domain

/// A picture of the panel on the help pages, taken by `make pictures`.
package struct HelpPicture: Sendable {
    /// What it shows and the language it shows it in, such as `activate.pt`.
    package let name: String
    /// A PNG file.
    package let bytes: [UInt8]
    /// Where it is reached: an address that changes with its content.
    package let path: String

    package static let width = 960
    package static let height = 600

    package static let all: [HelpPicture] = (0..<help_pictures_count()).map { HelpPicture(help_picture_at($0)) }

    static func named(_ name: String, _ language: Language) -> HelpPicture? {
        self.byName["\(name).\(language.rawValue)"]
    }

    private static let byName = Dictionary(uniqueKeysWithValues: Self.all.map { ($0.name, $0) })

    private init(_ picture: help_picture) {
        self.name = String(cString: picture.name)
        self.bytes = Array(UnsafeBufferPointer(start: picture.bytes, count: Int(picture.count)))
        let digest = Hexadecimal.text(Array(SHA256.hash(data: self.bytes).prefix(8)))
        self.path = "/static/help/\(self.name)-\(digest).png"
    }
}

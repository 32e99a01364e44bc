import Domain
import Foundation
import Pictures

extension ManagementRoutes {
    /// The picture of a text in base 64, drawn anew.
    /// - Throws: `unsupported_image`, `image_too_large` or `image_damaged`.
    static func logo(_ text: String) throws(Failure) -> [UInt8] {
        guard let file = Data(base64Encoded: text) else { throw Failure(.logoUnsupported) }
        do {
            return try Logo.png(of: Array(file))
        } catch {
            switch error {
            case .notAPicture: throw Failure(.logoUnsupported)
            case .tooLarge: throw Failure(.logoTooLarge, expected: String(Logo.sideMax))
            case .damaged: throw Failure(.logoDamaged)
            }
        }
    }
}

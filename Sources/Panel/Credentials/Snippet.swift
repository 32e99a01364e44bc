import Domain
import Operations

/// A first payment in one language, with the reader's own test credentials.
struct Snippet {
    let name: String
    let code: String
    let isFirst: Bool

    /// - Parameter accessToken: The test one; nil where the reader may not see it, and then the environment's is read.
    static func all(accessToken: String?, _ site: Site, base: String) -> [Snippet] {
        let variable = "MERCADOPAGO_ACCESS_TOKEN"
        let literal = accessToken.map { "\"\($0)\"" }
        let texts = [
            ("curl", Self.curl, accessToken ?? "$\(variable)"),
            ("Python", Self.python, literal ?? "os.environ[\"\(variable)\"]"),
            ("PHP", Self.php, literal ?? "getenv(\"\(variable)\")"),
            ("Node.js", Self.node, accessToken ?? "${process.env.\(variable)}"),
            ("Ruby", Self.ruby, accessToken ?? "#{ENV.fetch(\"\(variable)\")}"),
            ("Java", Self.java, literal ?? "System.getenv(\"\(variable)\")"),
            ("Go", Self.go, literal ?? "os.Getenv(\"\(variable)\")"),
            (".NET", Self.csharp, literal ?? "Environment.GetEnvironmentVariable(\"\(variable)\")"),
        ]
        return texts.map { name, text, token in
            let code = text.replacing("{token}", with: token).replacing("{base}", with: base)
                .replacing("{method}", with: Self.ticket(site)).replacing("{email}", with: "test_user@testuser.com")
                .replacing("{key}", with: Hexadecimal.text(SystemRandom().bytes(16)))
            return Snippet(name: name, code: code, isFirst: name == "curl")
        }
    }

    /// A payment method that needs nothing but an amount and a payer, so that the first call works as it is.
    private static func ticket(_ site: Site) -> String {
        switch site {
        case .brazil: "pix"
        case .argentina: "rapipago"
        case .mexico: "oxxo"
        case .colombia: "efecty"
        case .peru: "pagoefectivo_atm"
        case .uruguay: "abitab"
        case .chile: "servipag"
        }
    }
}

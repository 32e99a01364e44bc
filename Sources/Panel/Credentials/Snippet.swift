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

    private static let curl = """
        curl {base}/v1/payments \\
          -H "Authorization: Bearer {token}" \\
          -H 'Content-Type: application/json' \\
          -H 'X-Idempotency-Key: {key}' \\
          -d '{"transaction_amount": 1000, "payment_method_id": "{method}", "payer": {"email": "{email}"}}'
        """

    private static let python = """
        # pip install mercadopago requests
        import os

        import mercadopago
        from mercadopago.http import HttpClient

        class Here(HttpClient):
            def request(self, method, url, **options):
                return super().request(method, url.replace("https://api.mercadopago.com", "{base}"), **options)

        sdk = mercadopago.SDK({token}, http_client=Here())
        print(sdk.payment().create({
            "transaction_amount": 1000,
            "payment_method_id": "{method}",
            "payer": {"email": "{email}"},
        }))
        """

    private static let php = """
        <?php // composer require mercadopago/dx-php
        require "vendor/autoload.php";
        use MercadoPago\\MercadoPagoConfig;
        use MercadoPago\\Client\\Payment\\PaymentClient;

        MercadoPagoConfig::$BASE_URL = "{base}";
        MercadoPagoConfig::setAccessToken({token});
        $payment = (new PaymentClient())->create([
            "transaction_amount" => 1000,
            "payment_method_id" => "{method}",
            "payer" => ["email" => "{email}"],
        ]);
        echo $payment->id;
        """

    private static let node = """
        // node first.mjs
        const answer = await fetch("{base}/v1/payments", {
          method: "POST",
          headers: {
            Authorization: `Bearer {token}`,
            "Content-Type": "application/json",
            "X-Idempotency-Key": crypto.randomUUID(),
          },
          body: JSON.stringify({
            transaction_amount: 1000,
            payment_method_id: "{method}",
            payer: { email: "{email}" },
          }),
        });
        console.log(await answer.json());
        """

    private static let ruby = """
        require "json"
        require "net/http"
        require "securerandom"

        answer = Net::HTTP.post(
          URI("{base}/v1/payments"),
          { transaction_amount: 1000, payment_method_id: "{method}", payer: { email: "{email}" } }.to_json,
          "Authorization" => "Bearer {token}",
          "Content-Type" => "application/json",
          "X-Idempotency-Key" => SecureRandom.uuid
        )
        puts answer.body
        """
}

/// What an application integrates; it decides which credentials exist.
package enum Product: String, CaseIterable, Sendable {
    case checkoutPro = "checkout_pro"
    case checkoutAPIOrders = "checkout_api_orders"
    case checkoutAPIPayments = "checkout_api_payments"
    case checkoutBricks = "checkout_bricks"
    case subscriptions
    case paymentLink = "payment_link"
    case qrCode = "qr_code"
    case point
    case marketplace

    /// How an integration with this product is tested.
    package enum TestMeans: String, Sendable {
        /// A `TEST-` pair of the application itself.
        case testPair = "test_pair"
        /// The credentials of a test account's own application.
        case testAccount = "test_account"
        /// Nothing to integrate, so nothing to test.
        case none
    }

    package var testMeans: TestMeans {
        switch self {
        case .checkoutAPIPayments, .checkoutBricks: .testPair
        case .checkoutPro, .checkoutAPIOrders, .subscriptions, .qrCode, .point, .marketplace: .testAccount
        case .paymentLink: .none
        }
    }

    package var isInPerson: Bool { self == .qrCode || self == .point }

    package var integrationModels: [IntegrationModel] {
        self == .qrCode ? [.attended, .unattended] : []
    }

    /// The product's name in a language as the site calls it.
    package func name(in site: Site) -> LocalizedText {
        switch self {
        case .checkoutPro: LocalizedText("Checkout Pro")
        case .checkoutAPIOrders: self.checkoutAPIName(in: site, suffix: "Orders")
        case .checkoutAPIPayments: self.checkoutAPIName(in: site, suffix: "Payments")
        case .checkoutBricks: LocalizedText("Checkout Bricks")
        case .subscriptions: LocalizedText("Subscriptions", es: "Suscripciones", pt: "Assinaturas")
        case .paymentLink: LocalizedText("Payment link", es: "Link de pago", pt: "Link de pagamento")
        case .qrCode: LocalizedText("QR Code", es: "Código QR", pt: "QR Code")
        case .point: LocalizedText("Mercado Pago Point")
        case .marketplace: LocalizedText("Marketplace")
        }
    }

    private func checkoutAPIName(in site: Site, suffix: String) -> LocalizedText {
        LocalizedText((site == .brazil ? "Checkout Transparente" : "Checkout API") + " (\(suffix))")
    }
}

/// How an in-person product is used.
package enum IntegrationModel: String, CaseIterable, Sendable {
    case attended
    case unattended
}

/// A shop system whose plugin uses the credentials.
package enum Platform: String, CaseIterable, Sendable {
    case wooCommerce = "woocommerce"
    case adobeCommerce = "adobe_commerce"
    case prestaShop = "prestashop"
    case shopify
    case tiendanube
    case vtex
    case wix
    case salesforce
    case iset
    case yampi
    case linx

    /// The platform's name as the site calls it.
    package func name(in site: Site) -> String {
        switch self {
        case .wooCommerce: "WooCommerce"
        case .adobeCommerce: "Adobe Commerce / Magento 2"
        case .prestaShop: "PrestaShop"
        case .shopify: "Shopify"
        case .tiendanube: site == .brazil ? "Nuvemshop" : "Tiendanube"
        case .vtex: "VTEX"
        case .wix: "Wix"
        case .salesforce: "Salesforce Commerce Cloud"
        case .iset: "iSET"
        case .yampi: "Yampi"
        case .linx: "Linx"
        }
    }
}

extension Site {
    /// The products that exist in this site.
    package var products: [Product] {
        Product.allCases.filter { product in
            switch product {
            case .qrCode: [.argentina, .brazil, .chile, .uruguay].contains(self)
            case .point: [.argentina, .brazil, .mexico].contains(self)
            default: true
            }
        }
    }

    /// The platforms offered in this site: the last three exist in Brazil only.
    package var platforms: [Platform] {
        Platform.allCases.filter { self == .brazil || ![.iset, .yampi, .linx].contains($0) }
    }
}

/// What the holder's name on a test card makes of its payment.
package enum TestOutcome: String, CaseIterable, Sendable {
    case approved = "APRO"
    case otherReason = "OTHE"
    case contingency = "CONT"
    case callForAuthorize = "CALL"
    case insufficientAmount = "FUND"
    case badSecurityCode = "SECU"
    case badDate = "EXPI"
    case badForm = "FORM"
    case badCardNumber = "CARD"
    case badInstallments = "INST"
    case duplicated = "DUPL"
    case cardDisabled = "LOCK"
    case typeNotAllowed = "CTNA"
    case maxAttempts = "ATTE"
    case blacklist = "BLAC"
    case notSupported = "UNSU"
    case amountRule = "TEST"

    /// The largest amount that `TEST` approves, in major units of the currency; above it the payment is rejected.
    package static let amountRuleMajorMax: Int64 = 1_000

    /// The outcome of a holder's name: its first word is the code, and any other name is approved.
    package init(cardholder name: String) {
        let word = name.split(whereSeparator: \.isWhitespace).first.map { $0.uppercased() }
        self = word.flatMap(TestOutcome.init(rawValue:)) ?? .approved
    }

    /// Status and detail of a payment of this amount.
    package func result(for amount: Money) -> ChargeOutcome {
        switch self {
        case .approved: .approved
        case .contingency: .inProcess(.pendingContingency)
        case .otherReason: .rejected(.otherReason)
        case .callForAuthorize: .rejected(.callForAuthorize)
        case .insufficientAmount: .rejected(.insufficientAmount)
        case .badSecurityCode: .rejected(.badSecurityCode)
        case .badDate: .rejected(.badDate)
        case .badForm: .rejected(.badOther)
        case .badCardNumber: .rejected(.badCardNumber)
        case .badInstallments: .rejected(.invalidInstallments)
        case .duplicated: .rejected(.duplicatedPayment)
        case .cardDisabled: .rejected(.cardDisabled)
        case .typeNotAllowed: .rejected(.cardTypeNotAllowed)
        case .maxAttempts: .rejected(.maxAttempts)
        case .blacklist: .rejected(.blacklist)
        case .notSupported: .rejected(.notSupported)
        case .amountRule:
            amount.minor <= Self.amountRuleMajorMax * amount.currency.minorPerMajor
                ? .approved : .rejected(.amountRateLimitExceeded)
        }
    }

    package var label: LocalizedText {
        switch self {
        case .approved: LocalizedText("Approved payment", es: "Pago aprobado", pt: "Pagamento aprovado")
        case .otherReason:
            LocalizedText(
                "Declined for general error",
                es: "Rechazado por error general",
                pt: "Recusado por erro geral"
            )
        case .contingency: LocalizedText("Pending payment", es: "Pendiente de pago", pt: "Pagamento pendente")
        case .callForAuthorize:
            LocalizedText(
                "Declined with validation to authorize",
                es: "Rechazado con validación para autorizar",
                pt: "Recusado com validação para autorizar"
            )
        case .insufficientAmount:
            LocalizedText(
                "Declined for insufficient amount",
                es: "Rechazado por importe insuficiente",
                pt: "Recusado por quantia insuficiente"
            )
        case .badSecurityCode:
            LocalizedText(
                "Declined for invalid security code",
                es: "Rechazado por código de seguridad inválido",
                pt: "Recusado por código de segurança inválido"
            )
        case .badDate:
            LocalizedText(
                "Declined for due date issue",
                es: "Rechazado debido a un problema de fecha de vencimiento",
                pt: "Recusado por problema com a data de vencimento"
            )
        case .badForm:
            LocalizedText(
                "Declined for form error",
                es: "Rechazado debido a un error de formulario",
                pt: "Recusado por erro no formulário"
            )
        case .badCardNumber:
            LocalizedText(
                "Declined for missing card_number",
                es: "Rechazado por falta de card_number",
                pt: "Rejeitado por falta de card_number"
            )
        case .badInstallments:
            LocalizedText(
                "Declined for invalid installments",
                es: "Rechazado por cuotas invalidas",
                pt: "Rejeitado por parcelas inválidas"
            )
        case .duplicated:
            LocalizedText(
                "Declined for duplicate payment",
                es: "Rechazado por pago duplicado",
                pt: "Rejeitado por pagamento duplicado"
            )
        case .cardDisabled:
            LocalizedText(
                "Declined for disabled card",
                es: "Rechazado por tarjeta deshabilitada",
                pt: "Rejeitado por cartão desabilitado"
            )
        case .typeNotAllowed:
            LocalizedText(
                "Declined for card type not allowed",
                es: "Rechazado por tipo de tarjeta no permitida",
                pt: "Rejeitado por tipo de cartão não permitido"
            )
        case .maxAttempts:
            LocalizedText(
                "Declined for exceeded PIN attempts",
                es: "Rechazado debido a intentos excedidos del pin de la tarjeta",
                pt: "Rejeitado devido a tentativas excedidas de pin do cartão"
            )
        case .blacklist:
            LocalizedText(
                "Declined for being on the blacklist",
                es: "Rechazado por estar en lista negra",
                pt: "Rejeitado por estar na lista negra"
            )
        case .notSupported: LocalizedText("Not supported", es: "No soportado", pt: "Não suportado")
        case .amountRule:
            LocalizedText(
                "Used to apply the amount rule",
                es: "Usado para aplicar regla de montos",
                pt: "Usado para aplicar regra de valores"
            )
        }
    }
}

import Domain

extension Catalogue {
    /// Test cards and what becomes of payments.
    static let testing: [String: LocalizedText] = [
        "test_cards_explained": LocalizedText(
            "Only these cards work in test mode; a real card number is refused and never kept.",
            es: "Solo estas tarjetas funcionan en modo prueba; un número real se rechaza y nunca se guarda.",
            pt: "Só estes cartões funcionam em modo teste; um número real é recusado e nunca é guardado."
        ),
        "card_type": LocalizedText("Card type", es: "Tipo de tarjeta", pt: "Tipo de cartão"),
        "card_brand": LocalizedText("Brand", es: "Bandera", pt: "Bandeira"),
        "card_number": LocalizedText("Number", es: "Número", pt: "Número"),
        "card_code": LocalizedText("Security code", es: "Código de seguridad", pt: "Código de segurança"),
        "card_expiry": LocalizedText("Expiration date", es: "Fecha de caducidad", pt: "Data de vencimento"),
        "card_credit": LocalizedText("Credit", es: "Crédito", pt: "Crédito"),
        "card_debit": LocalizedText("Debit", es: "Débito", pt: "Débito"),
        "outcomes_title": LocalizedText(
            "What becomes of the payment",
            es: "Qué pasa con el pago",
            pt: "O que acontece com o pagamento"
        ),
        "outcomes_text": LocalizedText(
            "The holder's name on the card decides it.",
            es: "Lo decide el nombre del titular de la tarjeta.",
            pt: "Quem decide é o nome do titular do cartão."
        ),
        "card_holder": LocalizedText("Holder's name", es: "Nombre del titular", pt: "Nome do titular"),
        "outcome": LocalizedText("Result", es: "Resultado", pt: "Resultado"),
        "outcome_APRO": LocalizedText("Approved payment", es: "Pago aprobado", pt: "Pagamento aprovado"),
        "outcome_OTHE": LocalizedText(
            "Declined for a general error",
            es: "Rechazado por error general",
            pt: "Recusado por erro geral"
        ),
        "outcome_CONT": LocalizedText("Pending payment", es: "Pendiente de pago", pt: "Pagamento pendente"),
        "outcome_CALL": LocalizedText(
            "Declined with validation to authorize",
            es: "Rechazado con validación para autorizar",
            pt: "Recusado com validação para autorizar"
        ),
        "outcome_FUND": LocalizedText(
            "Declined for insufficient amount",
            es: "Rechazado por importe insuficiente",
            pt: "Recusado por quantia insuficiente"
        ),
        "outcome_SECU": LocalizedText(
            "Declined for an invalid security code",
            es: "Rechazado por código de seguridad inválido",
            pt: "Recusado por código de segurança inválido"
        ),
        "outcome_EXPI": LocalizedText(
            "Declined for a due date problem",
            es: "Rechazado debido a un problema de fecha de vencimiento",
            pt: "Recusado por problema com a data de vencimento"
        ),
        "outcome_FORM": LocalizedText(
            "Declined for a form error",
            es: "Rechazado debido a un error de formulario",
            pt: "Recusado por erro no formulário"
        ),
        "outcome_CARD": LocalizedText(
            "Declined for a missing card_number",
            es: "Rechazado por falta de card_number",
            pt: "Rejeitado por falta de card_number"
        ),
        "outcome_INST": LocalizedText(
            "Declined for invalid installments",
            es: "Rechazado por cuotas inválidas",
            pt: "Rejeitado por parcelas inválidas"
        ),
        "outcome_DUPL": LocalizedText(
            "Declined as a duplicate",
            es: "Rechazado por pago duplicado",
            pt: "Rejeitado por pagamento duplicado"
        ),
        "outcome_LOCK": LocalizedText(
            "Declined for a disabled card",
            es: "Rechazado por tarjeta deshabilitada",
            pt: "Rejeitado por cartão desabilitado"
        ),
        "outcome_CTNA": LocalizedText(
            "Declined: card type not allowed",
            es: "Rechazado por tipo de tarjeta no permitida",
            pt: "Rejeitado por tipo de cartão não permitido"
        ),
        "outcome_ATTE": LocalizedText(
            "Declined: too many PIN attempts",
            es: "Rechazado debido a intentos excedidos del pin de la tarjeta",
            pt: "Rejeitado devido a tentativas excedidas de pin do cartão"
        ),
        "outcome_BLAC": LocalizedText(
            "Declined for being blacklisted",
            es: "Rechazado por estar en lista negra",
            pt: "Rejeitado por estar na lista negra"
        ),
        "outcome_UNSU": LocalizedText("Not supported", es: "No soportado", pt: "Não suportado"),
        "outcome_TEST": LocalizedText(
            "Decided by the amount",
            es: "Usado para aplicar regla de montos",
            pt: "Usado para aplicar regra de valores"
        ),
    ]
}

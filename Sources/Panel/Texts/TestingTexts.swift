import Domain

extension Catalogue {
    /// Test cards and what becomes of payments.
    static let testing: [String: LocalizedText] = [
        "menu_test_accounts": LocalizedText("Test accounts", es: "Cuentas de prueba", pt: "Contas de teste"),
        "test_accounts_explained": LocalizedText(
            "Invented sellers, buyers and integrators. Everything of theirs is for tests: their applications' credentials begin with TEST-.",
            es:
                "Vendedores, compradores e integradores ficticios. Todo lo suyo es para pruebas: las credenciales de sus aplicaciones empiezan con TEST-.",
            pt:
                "Vendedores, compradores e integradores fictícios. Tudo o que é deles é para testes: as credenciais das aplicações deles começam com TEST-."
        ),
        "test_accounts_nested": LocalizedText(
            "A test account cannot have test accounts.",
            es: "Una cuenta de prueba no puede tener cuentas de prueba.",
            pt: "Uma conta de teste não pode ter contas de teste."
        ),
        "test_accounts_none": LocalizedText(
            "No test account yet. For a whole payment you need a seller and a buyer of the same country.",
            es:
                "Todavía no hay cuentas de prueba. Para un pago completo necesitas un vendedor y un comprador del mismo país.",
            pt:
                "Ainda não há contas de teste. Para um pagamento completo você precisa de um vendedor e um comprador do mesmo país."
        ),
        "create_test_account": LocalizedText(
            "Create test account",
            es: "Crear cuenta de prueba",
            pt: "Criar conta de teste"
        ),
        "delete_test_account": LocalizedText(
            "Delete test account",
            es: "Eliminar cuenta de prueba",
            pt: "Excluir conta de teste"
        ),
        "new_test_password": LocalizedText(
            "Generate new password",
            es: "Generar nueva contraseña",
            pt: "Gerar nova senha"
        ),
        "test_kind": LocalizedText("Kind of account", es: "Tipo de cuenta", pt: "Tipo de conta"),
        "test_kind_seller": LocalizedText("Seller", es: "Vendedor", pt: "Vendedor"),
        "test_kind_buyer": LocalizedText("Buyer", es: "Comprador", pt: "Comprador"),
        "test_kind_integrator": LocalizedText("Integrator", es: "Integrador", pt: "Integrador"),
        "test_country_hint": LocalizedText(
            "Seller and buyer of a payment need the same country; it cannot be changed later.",
            es: "El vendedor y el comprador de un pago deben ser del mismo país; no se puede cambiar después.",
            pt: "O vendedor e o comprador de um pagamento precisam ser do mesmo país; não pode ser mudado depois."
        ),
        "test_description": LocalizedText(
            "Account identification",
            es: "Identificación de cuenta",
            pt: "Identificação da conta"
        ),
        "test_balance": LocalizedText(
            "Fictional balance (optional)",
            es: "Saldo ficticio (opcional)",
            pt: "Saldo fictício (opcional)"
        ),
        "account_id": LocalizedText("Account ID", es: "ID de cuenta", pt: "ID da conta"),
        "verification_code": LocalizedText(
            "Verification code of its e-mail",
            es: "Código de verificación de su correo",
            pt: "Código de verificação do e-mail"
        ),
        "balance": LocalizedText("Fictional balance", es: "Saldo ficticio", pt: "Saldo fictício"),
        "creation_date": LocalizedText(
            "Creation date",
            es: "Fecha de creación",
            pt: "Data de criação"
        ),
        "add_money": LocalizedText("Add money", es: "Agregar dinero", pt: "Adicionar dinheiro"),
        "done_test_account": LocalizedText(
            "The test account is ready.",
            es: "La cuenta de prueba está lista.",
            pt: "A conta de teste está pronta."
        ),
        "done_test_password": LocalizedText(
            "The new password counts.",
            es: "La nueva contraseña ya vale.",
            pt: "A nova senha já vale."
        ),
        "done_test_saved": LocalizedText("Saved.", es: "Guardado.", pt: "Salvo."),
        "done_test_deleted": LocalizedText(
            "The test account is deleted.",
            es: "La cuenta de prueba fue eliminada.",
            pt: "A conta de teste foi excluída."
        ),
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

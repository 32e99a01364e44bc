import Domain

extension Catalogue {
    /// The frame around every page.
    static let frame: [String: LocalizedText] = [
        "skip_to_content": LocalizedText("Skip to the content", es: "Ir al contenido", pt: "Ir para o conteúdo"),
        "sandbox": LocalizedText("Sandbox", es: "Sandbox", pt: "Sandbox"),
        "language": LocalizedText("Language", es: "Idioma", pt: "Idioma"),
        "menu": LocalizedText("Menu", es: "Menú", pt: "Menu"),
        "menu_applications": LocalizedText("Your integrations", es: "Tus integraciones", pt: "Suas integrações"),
        "menu_shared": LocalizedText(
            "Accounts you integrate",
            es: "Cuentas que integras",
            pt: "Contas que você integra"
        ),
        "menu_test_cards": LocalizedText("Test cards", es: "Tarjetas de prueba", pt: "Cartões de teste"),
        "menu_doctor": LocalizedText("Check credentials", es: "Revisar credenciales", pt: "Verificar credenciais"),
        "menu_activity": LocalizedText("Activity", es: "Actividad", pt: "Atividade"),
        "menu_settings_credentials": LocalizedText(
            "Your business: credentials",
            es: "Tu negocio: credenciales",
            pt: "Seu negócio: credenciais"
        ),
        "menu_account": LocalizedText("Account and security", es: "Cuenta y seguridad", pt: "Conta e segurança"),
        "menu_help": LocalizedText("Help", es: "Ayuda", pt: "Ajuda"),
        "as_markdown": LocalizedText("As Markdown", es: "Como Markdown", pt: "Como Markdown"),
        "choose_account": LocalizedText(
            "Go on in the account of",
            es: "Seguir en la cuenta de",
            pt: "Continuar na conta de"
        ),
        "in_account_of": LocalizedText(
            "You are in the account of",
            es: "Estás en la cuenta de",
            pt: "Você está na conta de"
        ),
        "sign_out": LocalizedText("Sign out", es: "Cerrar sesión", pt: "Sair"),
        "you_are_here": LocalizedText("You are here", es: "Estás aquí", pt: "Você está aqui"),
        "actions": LocalizedText("Actions", es: "Acciones", pt: "Ações"),
        "back": LocalizedText("Back", es: "Volver", pt: "Voltar"),
        "cancel": LocalizedText("Cancel", es: "Cancelar", pt: "Cancelar"),
        "continue": LocalizedText("Continue", es: "Continuar", pt: "Continuar"),
        "save": LocalizedText("Save", es: "Guardar", pt: "Salvar"),
        "choose": LocalizedText("Choose", es: "Elige", pt: "Escolha"),
        "accept": LocalizedText("Accept", es: "Aceptar", pt: "Aceitar"),
        "refuse": LocalizedText("Refuse", es: "Rechazar", pt: "Recusar"),
        "remove": LocalizedText("Remove", es: "Quitar", pt: "Remover"),
        "show": LocalizedText("Show", es: "Mostrar", pt: "Mostrar"),
        "hide": LocalizedText("Hide", es: "Ocultar", pt: "Ocultar"),
        "copy": LocalizedText("Copy", es: "Copiar", pt: "Copiar"),
        "copied": LocalizedText("Copied", es: "Copiado", pt: "Copiado"),
        "on": LocalizedText("On", es: "Activado", pt: "Ativado"),
        "off": LocalizedText("Off", es: "Desactivado", pt: "Desativado"),
        "never": LocalizedText("never", es: "nunca", pt: "nunca"),
        "created": LocalizedText("Created", es: "Creada", pt: "Criada"),
        "last_used": LocalizedText("Last used", es: "Último uso", pt: "Último uso"),
        "ends": LocalizedText("Ends", es: "Termina", pt: "Termina"),
        "state": LocalizedText("State", es: "Estado", pt: "Estado"),
        "production": LocalizedText("Production", es: "Producción", pt: "Produção"),
        "tests": LocalizedText("Test", es: "Prueba", pt: "Teste"),
        "failure_other": LocalizedText("This did not work.", es: "Esto no funcionó.", pt: "Isso não funcionou."),
    ]
}

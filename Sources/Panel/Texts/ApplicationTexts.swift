import Domain

extension Catalogue {
    /// Applications: list, creation, details, deletion.
    static let applications: [String: LocalizedText] = [
        "create_application": LocalizedText("Create application", es: "Crear aplicación", pt: "Criar aplicação"),
        "create_step": LocalizedText(
            "Step {number} of {count}",
            es: "Paso {number} de {count}",
            pt: "Passo {number} de {count}"
        ),
        "create_what_happens": LocalizedText(
            "Your application gets its number and its credentials at once. Production waits until you activate it.",
            es:
                "Tu aplicación recibe de inmediato su número y sus credenciales. Producción espera hasta que la actives.",
            pt: "Sua aplicação recebe na hora seu número e suas credenciais. A produção espera até você ativá-la."
        ),
        "dashboard_empty": LocalizedText(
            "No application yet",
            es: "Todavía no hay aplicaciones",
            pt: "Ainda não há aplicações"
        ),
        "dashboard_empty_text": LocalizedText(
            "An application stands for one integration, and holds the credentials it calls with. Create one to get test credentials right away.",
            es:
                "Una aplicación representa una integración y tiene las credenciales con que llama. Crea una y recibe credenciales de prueba al instante.",
            pt:
                "Uma aplicação representa uma integração e guarda as credenciais com que ela chama. Crie uma e receba credenciais de teste na hora."
        ),
        "account_of": LocalizedText("Account of", es: "Cuenta de", pt: "Conta de"),
        "blocked": LocalizedText("Blocked", es: "Bloqueada", pt: "Bloqueada"),
        "deleted": LocalizedText("Deleted", es: "Eliminada", pt: "Excluída"),
        "production_inactive": LocalizedText(
            "Production not active",
            es: "Producción sin activar",
            pt: "Produção não ativada"
        ),
        "active_since": LocalizedText("Active since", es: "Activa desde", pt: "Ativa desde"),
        "restore": LocalizedText("Restore", es: "Restaurar", pt: "Restaurar"),
        "restorable_until": LocalizedText(
            "Can be restored until",
            es: "Se puede restaurar hasta",
            pt: "Pode ser restaurada até"
        ),
        "application": LocalizedText("Application", es: "Aplicación", pt: "Aplicação"),
        "application_details": LocalizedText(
            "Application details",
            es: "Detalles de la aplicación",
            pt: "Detalhes da aplicação"
        ),
        "application_number": LocalizedText(
            "Application number",
            es: "Número de aplicación",
            pt: "Número da aplicação"
        ),
        "integration_data": LocalizedText("Integration data", es: "Datos de integración", pt: "Dados da integração"),
        "application_data": LocalizedText("Application data", es: "Datos de la aplicación", pt: "Dados da aplicação"),
        "edit_data": LocalizedText("Edit data", es: "Editar datos", pt: "Editar dados"),
        "application_in_bin": LocalizedText(
            "This application is deleted: none of its credentials works. It can be restored.",
            es: "Esta aplicación está eliminada: ninguna de sus credenciales funciona. Se puede restaurar.",
            pt: "Esta aplicação está excluída: nenhuma das suas credenciais funciona. Ela pode ser restaurada."
        ),
        "delete_application": LocalizedText("Delete application", es: "Eliminar aplicación", pt: "Excluir aplicação"),
        "delete_explained": LocalizedText(
            "Every credential of it, and of everybody it is shared with, stops working at once. For 30 days you can restore it; after that nothing brings it back.",
            es:
                "Todas sus credenciales, y las de quienes la comparten, dejan de funcionar de inmediato. Durante 30 días puedes restaurarla; después nada la trae de vuelta.",
            pt:
                "Todas as suas credenciais, e as de quem a compartilha, param de funcionar na hora. Durante 30 dias você pode restaurá-la; depois nada a traz de volta."
        ),
        "product_question": LocalizedText(
            "What do you integrate?",
            es: "¿Qué vas a integrar?",
            pt: "O que você vai integrar?"
        ),
        "product_tested_by_test_pair": LocalizedText(
            "Tested with its own test credentials.",
            es: "Se prueba con sus propias credenciales de prueba.",
            pt: "Testado com as próprias credenciais de teste."
        ),
        "product_tested_by_test_account": LocalizedText(
            "Tested with test accounts.",
            es: "Se prueba con cuentas de prueba.",
            pt: "Testado com contas de teste."
        ),
        "product_tested_by_none": LocalizedText(
            "Needs no integration, and so no test.",
            es: "No necesita integración, y por eso tampoco pruebas.",
            pt: "Não precisa de integração, nem de testes."
        ),
        "platform_question": LocalizedText(
            "E-commerce platform",
            es: "Plataforma de e-commerce",
            pt: "Plataforma de e-commerce"
        ),
        "platform_none": LocalizedText(
            "None: my own development",
            es: "Ninguna: desarrollo propio",
            pt: "Nenhuma: desenvolvimento próprio"
        ),
        "consent_question": LocalizedText("Before it is created", es: "Antes de crearla", pt: "Antes de criá-la"),
        "consent_terms": LocalizedText(
            "I accept the Terms and Conditions",
            es: "Acepto los Términos y Condiciones",
            pt: "Aceito os Termos e Condições"
        ),
        "consent_privacy": LocalizedText(
            "I accept the Privacy Statement",
            es: "Acepto la Declaración de Privacidad",
            pt: "Aceito a Declaração de Privacidade"
        ),
        "done_created": LocalizedText(
            "Your application is created.",
            es: "Tu aplicación fue creada.",
            pt: "Sua aplicação foi criada."
        ),
        "done_deleted": LocalizedText(
            "The application is in the bin for 30 days.",
            es: "La aplicación queda 30 días en la papelera.",
            pt: "A aplicação fica 30 dias na lixeira."
        ),
        "done_restored": LocalizedText(
            "The application works again.",
            es: "La aplicación funciona de nuevo.",
            pt: "A aplicação voltou a funcionar."
        ),
        "done_saved": LocalizedText("Saved.", es: "Guardado.", pt: "Salvo."),
    ]
}

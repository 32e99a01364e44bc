import Domain

extension Catalogue {
    /// An application's fields.
    static let fields: [String: LocalizedText] = [
        "logo": LocalizedText("Logo", es: "Logo", pt: "Logotipo"),
        "logo_of": LocalizedText("Logo of", es: "Logo de", pt: "Logotipo de"),
        "logo_file": LocalizedText("Picture", es: "Imagen", pt: "Imagem"),
        "logo_hint": LocalizedText(
            "JPG or PNG, up to 1 MB. It is drawn anew at up to 400 by 400 pixels, so nothing hidden in the file survives.",
            es:
                "JPG o PNG, hasta 1 MB. Se dibuja de nuevo en hasta 400 por 400 píxeles, así nada oculto en el archivo sobrevive.",
            pt:
                "JPG ou PNG, até 1 MB. É desenhada de novo em até 400 por 400 pixels, assim nada oculto no arquivo sobrevive."
        ),
        "logo_send": LocalizedText("Upload", es: "Subir", pt: "Enviar"),
        "logo_remove": LocalizedText("Remove the logo", es: "Quitar el logo", pt: "Remover o logotipo"),
        "application_name": LocalizedText("Application name", es: "Nombre de la aplicación", pt: "Nome da aplicação"),
        "application_name_hint": LocalizedText(
            "Up to 50 characters.",
            es: "Hasta 50 caracteres.",
            pt: "Até 50 caracteres."
        ),
        "short_name": LocalizedText("Short name", es: "Nombre corto", pt: "Nome curto"),
        "short_name_hint": LocalizedText(
            "Letters and digits, without spaces; up to 30.",
            es: "Letras y números, sin espacios; hasta 30.",
            pt: "Letras e números, sem espaços; até 30."
        ),
        "description": LocalizedText("Description", es: "Descripción", pt: "Descrição"),
        "description_hint": LocalizedText(
            "Up to 150 characters.",
            es: "Hasta 150 caracteres.",
            pt: "Até 150 caracteres."
        ),
        "industry": LocalizedText("Industry", es: "Industria", pt: "Indústria"),
        "website": LocalizedText(
            "Production website URL",
            es: "URL del sitio en producción",
            pt: "URL do site em produção"
        ),
        "website_required": LocalizedText(
            "Website (required)",
            es: "Sitio web (obligatorio)",
            pt: "Site (obrigatório)"
        ),
        "payment_solution": LocalizedText(
            "Payment solution",
            es: "Solución de pago a integrar",
            pt: "Solução de pagamento a ser integrada"
        ),
        "online_payments": LocalizedText("Online payments", es: "Pagos online", pt: "Pagamentos on-line"),
        "in_person_payments": LocalizedText(
            "In-person payments",
            es: "Pagos presenciales",
            pt: "Pagamentos presenciais"
        ),
        "integration_with": LocalizedText("Integration with", es: "Integración con", pt: "Integração com"),
        "integration_model": LocalizedText(
            "Integration model",
            es: "Modelo de integración",
            pt: "Modelo da integração"
        ),
        "integration_model_hint": LocalizedText(
            "For QR Code alone; optional.",
            es: "Solo para Código QR; opcional.",
            pt: "Somente para QR Code; opcional."
        ),
        "model_attended": LocalizedText("Attended", es: "Atendido", pt: "Atendido"),
        "model_unattended": LocalizedText("Unattended", es: "Desatendido", pt: "Não atendido"),
        "product_change_hint": LocalizedText(
            "Only products that are tested in the same way can take its place.",
            es: "Solo puede reemplazarlo un producto que se pruebe de la misma manera.",
            pt: "Só um produto testado da mesma maneira pode substituí-lo."
        ),
        "not_given": LocalizedText("Not given", es: "Sin datos", pt: "Não informado"),
        "advanced": LocalizedText("Advanced settings", es: "Configuración avanzada", pt: "Configurações avançadas"),
        "redirect_urls": LocalizedText("Redirect URLs", es: "URLs de redireccionamiento", pt: "Redirect URLs"),
        "redirect_urls_hint": LocalizedText(
            "One to a line, up to 10. They are compared exactly: put changing values into the state parameter.",
            es: "Una por línea, hasta 10. Se comparan exactamente: los valores que cambian van en el parámetro state.",
            pt: "Uma por linha, até 10. A comparação é exata: os valores que mudam vão no parâmetro state."
        ),
        "pkce_required": LocalizedText(
            "Authorization requests must use PKCE",
            es: "Las autorizaciones deben usar PKCE",
            pt: "As autorizações devem usar PKCE"
        ),
        "allowed_flows": LocalizedText("Allowed flows", es: "Flujos permitidos", pt: "Fluxos permitidos"),
        "flow_authorization_code": LocalizedText(
            "Authorization code",
            es: "Código de autorización",
            pt: "Código de autorização"
        ),
        "flow_client_credentials": LocalizedText(
            "Client credentials",
            es: "Credenciales de cliente",
            pt: "Credenciais do cliente"
        ),
        "application_permissions": LocalizedText(
            "Application permissions",
            es: "Permisos de la aplicación",
            pt: "Permissões da aplicação"
        ),
        "permission_read": LocalizedText("Read", es: "Lectura", pt: "Leitura"),
        "permission_write": LocalizedText("Write", es: "Escritura", pt: "Escrita"),
        "permission_offline_access": LocalizedText("Offline access", es: "Acceso offline", pt: "Acesso offline"),
    ]
}

import Domain

extension Catalogue {
    /// The audit, in words.
    static let activity: [String: LocalizedText] = [
        "activity_explained": LocalizedText(
            "Everything that was done with your credentials, by whom and when.",
            es: "Todo lo que se hizo con tus credenciales, quién y cuándo.",
            pt: "Tudo o que foi feito com suas credenciais, por quem e quando."
        ),
        "activity_none": LocalizedText(
            "Nothing yet. Showing, renewing or sharing a credential appears here.",
            es: "Todavía nada. Mostrar, renovar o compartir una credencial aparece aquí.",
            pt: "Nada ainda. Mostrar, renovar ou compartilhar uma credencial aparece aqui."
        ),
        "when": LocalizedText("When", es: "Cuándo", pt: "Quando"),
        "what": LocalizedText("What", es: "Qué", pt: "O quê"),
        "who": LocalizedText("Who", es: "Quién", pt: "Quem"),
        "detail": LocalizedText("Detail", es: "Detalle", pt: "Detalhe"),
        "older": LocalizedText("Older", es: "Anteriores", pt: "Anteriores"),
        "who_operator": LocalizedText("The platform", es: "La plataforma", pt: "A plataforma"),
        "action_application_edited": LocalizedText(
            "Application edited",
            es: "Aplicación editada",
            pt: "Aplicação editada"
        ),
        "action_application_activated": LocalizedText(
            "Production activated",
            es: "Producción activada",
            pt: "Produção ativada"
        ),
        "action_application_deleted": LocalizedText(
            "Application deleted",
            es: "Aplicación eliminada",
            pt: "Aplicação excluída"
        ),
        "action_application_restored": LocalizedText(
            "Application restored",
            es: "Aplicación restaurada",
            pt: "Aplicação restaurada"
        ),
        "action_credential_revealed": LocalizedText("Secret shown", es: "Secreto mostrado", pt: "Segredo mostrado"),
        "action_credential_sealed": LocalizedText("Secrets sealed", es: "Secretos sellados", pt: "Segredos selados"),
        "action_credential_exposed": LocalizedText(
            "Secret found in public",
            es: "Secreto encontrado en público",
            pt: "Segredo encontrado em público"
        ),
        "action_credential_renewed": LocalizedText("Pair renewed", es: "Par renovado", pt: "Par renovado"),
        "action_credential_replaced_as_leaked": LocalizedText(
            "Pair replaced as leaked",
            es: "Par reemplazado por filtración",
            pt: "Par substituído por vazamento"
        ),
        "action_renewal_extended": LocalizedText("Overlap extended", es: "Plazo extendido", pt: "Prazo estendido"),
        "action_renewal_closed": LocalizedText(
            "Former generation ended",
            es: "Generación anterior terminada",
            pt: "Geração anterior encerrada"
        ),
        "action_renewal_undone": LocalizedText("Renewal undone", es: "Renovación deshecha", pt: "Renovação desfeita"),
        "action_share_offered": LocalizedText(
            "Share offered",
            es: "Credenciales ofrecidas",
            pt: "Credenciais oferecidas"
        ),
        "action_share_accepted": LocalizedText(
            "Share accepted",
            es: "Credenciales aceptadas",
            pt: "Credenciais aceitas"
        ),
        "action_share_refused": LocalizedText(
            "Share refused",
            es: "Credenciales rechazadas",
            pt: "Credenciais recusadas"
        ),
        "action_share_cancelled": LocalizedText(
            "Share cancelled",
            es: "Se dejó de compartir",
            pt: "Compartilhamento cancelado"
        ),
        "action_access_granted": LocalizedText("Access granted", es: "Acceso concedido", pt: "Acesso concedido"),
        "action_access_requested": LocalizedText("Access requested", es: "Acceso solicitado", pt: "Acesso solicitado"),
        "action_access_refused": LocalizedText("Access refused", es: "Acceso rechazado", pt: "Acesso recusado"),
        "action_account_opened": LocalizedText("Account opened", es: "Cuenta abierta", pt: "Conta aberta"),
        "action_session_opened": LocalizedText(
            "Signed in",
            es: "Inicio de sesión",
            pt: "Sessão iniciada"
        ),
        "action_session_ended": LocalizedText("Sessions ended", es: "Sesiones cerradas", pt: "Sessões encerradas"),
        "action_password_changed": LocalizedText("Password changed", es: "Contraseña cambiada", pt: "Senha alterada"),
        "action_second_factor_added": LocalizedText(
            "Second factor added",
            es: "Segundo factor agregado",
            pt: "Segundo fator adicionado"
        ),
        "action_second_factor_removed": LocalizedText(
            "Second factor removed",
            es: "Segundo factor quitado",
            pt: "Segundo fator removido"
        ),
        "action_second_factor_codes_renewed": LocalizedText(
            "New backup codes made",
            es: "Códigos de respaldo nuevos",
            pt: "Novos códigos de reserva"
        ),
        "action_member_invited": LocalizedText("Member invited", es: "Miembro invitado", pt: "Membro convidado"),
        "action_member_joined": LocalizedText("Member joined", es: "Miembro incorporado", pt: "Membro entrou"),
        "action_member_changed": LocalizedText("Role changed", es: "Rol cambiado", pt: "Função alterada"),
        "action_member_removed": LocalizedText("Member removed", es: "Miembro quitado", pt: "Membro removido"),
        "action_grant_given": LocalizedText(
            "Application authorized",
            es: "Aplicación autorizada",
            pt: "Aplicação autorizada"
        ),
        "action_grant_ended": LocalizedText(
            "Authorization ended",
            es: "Autorización terminada",
            pt: "Autorização encerrada"
        ),
        "action_token_revoked": LocalizedText("Token ended", es: "Token terminado", pt: "Token encerrado"),
        "action_grant_reused": LocalizedText(
            "Tokens ended: one came twice",
            es: "Tokens terminados: uno llegó dos veces",
            pt: "Tokens encerrados: um chegou duas vezes"
        ),
        "action_oauth_client_edited": LocalizedText(
            "OAuth settings changed",
            es: "Configuración de OAuth cambiada",
            pt: "Configuração de OAuth alterada"
        ),
        "action_credential_restricted": LocalizedText(
            "Use of credentials restricted",
            es: "Uso de credenciales restringido",
            pt: "Uso de credenciais restrito"
        ),
        "action_deed_refused": LocalizedText(
            "Refused for the role",
            es: "Rechazado por el rol",
            pt: "Recusado pela função"
        ),
        "action_application_created": LocalizedText(
            "Application created",
            es: "Aplicación creada",
            pt: "Aplicação criada"
        ),
        "who_reporter": LocalizedText(
            "A report",
            es: "Un reporte",
            pt: "Um aviso"
        ),
        "detail_overlap": LocalizedText(
            "Overlap",
            es: "Superposición",
            pt: "Sobreposição"
        ),
        "closing_requested": LocalizedText(
            "Closed on request",
            es: "Terminado a pedido",
            pt: "Encerrado a pedido"
        ),
        "closing_unused": LocalizedText(
            "Closed: nobody used it",
            es: "Terminado: nadie lo usaba",
            pt: "Encerrado: ninguém usava"
        ),
        "closing_leaked": LocalizedText(
            "Closed: it leaked",
            es: "Terminado: se filtró",
            pt: "Encerrado: vazou"
        ),
        "way_mail": LocalizedText(
            "By mail",
            es: "Por correo",
            pt: "Por e-mail"
        ),
        "way_session": LocalizedText(
            "In a session",
            es: "En una sesión",
            pt: "Em uma sessão"
        ),
        "way_one": LocalizedText(
            "One session",
            es: "Una sesión",
            pt: "Uma sessão"
        ),
        "way_others": LocalizedText(
            "All other sessions",
            es: "Todas las demás sesiones",
            pt: "Todas as outras sessões"
        ),
        "way_code_reused": LocalizedText(
            "an authorization code came twice",
            es: "un código de autorización llegó dos veces",
            pt: "um código de autorização chegou duas vezes"
        ),
        "way_refresh_token_reused": LocalizedText(
            "a replaced refresh token came again",
            es: "volvió un refresh token ya reemplazado",
            pt: "um refresh token já substituído voltou"
        ),
        "way_client_secret": LocalizedText("Client Secret", es: "Client Secret", pt: "Client Secret"),
        "way_private_key_jwt": LocalizedText("own key", es: "clave propia", pt: "chave própria"),
        "way_none": LocalizedText("public client", es: "cliente público", pt: "cliente público"),
        "way_logo": LocalizedText(
            "New logo",
            es: "Logo nuevo",
            pt: "Novo logotipo"
        ),
        "way_logo_removed": LocalizedText(
            "Logo removed",
            es: "Logo quitado",
            pt: "Logotipo removido"
        ),
    ]
}

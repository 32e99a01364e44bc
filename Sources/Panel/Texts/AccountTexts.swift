import Domain

extension Catalogue {
    /// Account, sessions, second factor, members.
    static let account: [String: LocalizedText] = [
        "user_id": LocalizedText("User ID", es: "ID de usuario", pt: "User ID"),
        "user": LocalizedText("User", es: "Usuario", pt: "Usuário"),
        "factor_title": LocalizedText("Second factor", es: "Segundo factor", pt: "Segundo fator"),
        "factor_on": LocalizedText("On", es: "Activado", pt: "Ativado"),
        "factor_explained": LocalizedText(
            "Signing in and confirming that it is you will also ask for a code from your phone. A stolen password alone is then useless.",
            es:
                "Al iniciar sesión y al confirmar que eres tú, pedimos también un código de tu teléfono. Una contraseña robada no basta.",
            pt:
                "Ao entrar e ao confirmar que é você, pedimos também um código do seu celular. Uma senha roubada não basta."
        ),
        "factor_add": LocalizedText(
            "Add the second factor",
            es: "Agregar el segundo factor",
            pt: "Adicionar o segundo fator"
        ),
        "factor_remove": LocalizedText(
            "Remove the second factor",
            es: "Quitar el segundo factor",
            pt: "Remover o segundo fator"
        ),
        "factor_added": LocalizedText(
            "The second factor is on.",
            es: "El segundo factor está activado.",
            pt: "O segundo fator está ativado."
        ),
        "factor_scan": LocalizedText(
            "Scan this picture with your authenticator program, then type the code it shows.",
            es: "Escanea esta imagen con tu programa de autenticación y escribe el código que muestra.",
            pt: "Escaneie esta imagem com seu programa de autenticação e digite o código que ele mostra."
        ),
        "factor_picture": LocalizedText(
            "QR code of the secret below",
            es: "Código QR del secreto de abajo",
            pt: "QR Code do segredo abaixo"
        ),
        "factor_type": LocalizedText(
            "Or type this secret:",
            es: "O escribe este secreto:",
            pt: "Ou digite este segredo:"
        ),
        "backup_codes_explained": LocalizedText(
            "Keep these backup codes away from your phone. Each replaces a code once; they are not shown again.",
            es:
                "Guarda estos códigos de respaldo lejos de tu teléfono. Cada uno reemplaza un código una vez; no se muestran de nuevo.",
            pt:
                "Guarde estes códigos de reserva longe do seu telefone. Cada um substitui um código uma vez; eles não são mostrados de novo."
        ),
        "backup_codes_kept": LocalizedText("I have kept them", es: "Ya los guardé", pt: "Já os guardei"),
        "backup_codes_renew": LocalizedText(
            "Make new backup codes",
            es: "Crear códigos de respaldo nuevos",
            pt: "Criar novos códigos de reserva"
        ),
        "backup_codes_renewed": LocalizedText(
            "These are your new backup codes. The ones before no longer work.",
            es: "Estos son tus códigos de respaldo nuevos. Los anteriores ya no funcionan.",
            pt: "Estes são seus novos códigos de reserva. Os anteriores não funcionam mais."
        ),
        "backup_codes_left": LocalizedText(
            "Backup codes left: {count}",
            es: "Códigos de respaldo que quedan: {count}",
            pt: "Códigos de reserva restantes: {count}"
        ),
        "sessions": LocalizedText("Sessions", es: "Sesiones", pt: "Sessões"),
        "where": LocalizedText("Where", es: "Dónde", pt: "Onde"),
        "this_session": LocalizedText(
            "This session",
            es: "Esta sesión",
            pt: "Esta sessão"
        ),
        "end_session": LocalizedText("End", es: "Cerrar", pt: "Encerrar"),
        "end_other_sessions": LocalizedText(
            "End all others",
            es: "Cerrar todas las demás",
            pt: "Encerrar todas as outras"
        ),
        "members": LocalizedText("Members", es: "Miembros", pt: "Membros"),
        "members_explained": LocalizedText(
            "Other people can work in your account with their own sign-in.",
            es: "Otras personas pueden trabajar en tu cuenta con su propio acceso.",
            pt: "Outras pessoas podem trabalhar na sua conta com o próprio acesso."
        ),
        "role": LocalizedText("Role", es: "Rol", pt: "Função"),
        "role_owner": LocalizedText("Owner", es: "Propietario", pt: "Proprietário"),
        "role_developer": LocalizedText("Developer", es: "Desarrollador", pt: "Desenvolvedor"),
        "role_viewer": LocalizedText("Viewer", es: "Lector", pt: "Leitor"),
        "role_owner_explained": LocalizedText("does everything.", es: "hace todo.", pt: "faz tudo."),
        "role_developer_explained": LocalizedText(
            "creates and edits applications, sees and renews test credentials.",
            es: "crea y edita aplicaciones, ve y renueva credenciales de prueba.",
            pt: "cria e edita aplicações, vê e renova credenciais de teste."
        ),
        "role_viewer_explained": LocalizedText(
            "sees applications and activity, and no secret.",
            es: "ve aplicaciones y actividad, y ningún secreto.",
            pt: "vê aplicações e atividade, e nenhum segredo."
        ),
        "invite": LocalizedText("Invite", es: "Invitar", pt: "Convidar"),
        "invited": LocalizedText("Invited", es: "Invitado", pt: "Convidado"),
        "places": LocalizedText(
            "Accounts you belong to",
            es: "Cuentas a las que perteneces",
            pt: "Contas às quais você pertence"
        ),
        "places_none": LocalizedText(
            "Nobody has invited you to an account.",
            es: "Nadie te invitó a una cuenta.",
            pt: "Ninguém convidou você para uma conta."
        ),
        "leave": LocalizedText("Leave", es: "Salir", pt: "Deixar"),
        "done_password": LocalizedText(
            "The new password counts, and your other sessions are over.",
            es: "La nueva contraseña ya vale y tus otras sesiones se cerraron.",
            pt: "A nova senha já vale e suas outras sessões foram encerradas."
        ),
        "done_factor_removed": LocalizedText(
            "The second factor is removed.",
            es: "Se quitó el segundo factor.",
            pt: "O segundo fator foi removido."
        ),
        "done_sessions": LocalizedText(
            "Done: the session is over.",
            es: "Listo: la sesión se cerró.",
            pt: "Pronto: a sessão foi encerrada."
        ),
        "done_invited": LocalizedText(
            "The invitation is sent.",
            es: "La invitación fue enviada.",
            pt: "O convite foi enviado."
        ),
        "done_member": LocalizedText("Saved.", es: "Guardado.", pt: "Salvo."),
        "done_joined": LocalizedText(
            "You belong to the account now.",
            es: "Ya perteneces a la cuenta.",
            pt: "Agora você pertence à conta."
        ),
        "done_left": LocalizedText(
            "You no longer belong to the account.",
            es: "Ya no perteneces a la cuenta.",
            pt: "Você não pertence mais à conta."
        ),
        "change_password": LocalizedText(
            "Change password",
            es: "Cambiar contraseña",
            pt: "Alterar senha"
        ),
    ]
}

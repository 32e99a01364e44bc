import Domain

/// What a mail says; `{name}` stands for a detail, `{base}` for the server's address.
struct MailWording {
    let subject: LocalizedText
    let text: LocalizedText

    init(_ subject: LocalizedText, _ text: LocalizedText) {
        self.subject = subject
        self.text = text
    }

    init(_ kind: Mail.Kind) {
        self =
            switch kind {
            case .signUp: Self.signUp
            case .accountExists: Self.accountExists
            case .reset: Self.reset
            case .passwordChanged: Self.passwordChanged
            case .secondFactorRemoved: Self.secondFactorRemoved
            case .memberInvited: Self.memberInvited
            case .shareOffered: Self.shareOffered
            case .accessRequested: Self.accessRequested
            case .credentialRevealed: Self.credentialRevealed
            case .credentialRenewed: Self.credentialRenewed
            case .credentialExposed: Self.credentialExposed
            case .shareRevealed: Self.shareRevealed
            case .shareExposed: Self.shareExposed
            case .grantGiven: Self.grantGiven
            case .grantReused: Self.grantReused
            case .tokenExposed: Self.tokenExposed
            }
    }
}

extension MailWording {
    private static let signUp = MailWording(
        LocalizedText("Open your account", es: "Abre tu cuenta", pt: "Abra sua conta"),
        LocalizedText(
            "Choose a password to open your account:\n\n{base}/signup/{link}\n\nThe link works once, within one hour. If you did not ask for it, ignore this mail.",
            es:
                "Elige una contraseña para abrir tu cuenta:\n\n{base}/signup/{link}\n\nEl enlace funciona una vez, durante una hora. Si no lo pediste, ignora este correo.",
            pt:
                "Escolha uma senha para abrir sua conta:\n\n{base}/signup/{link}\n\nO link funciona uma vez, durante uma hora. Se você não o pediu, ignore este e-mail."
        )
    )
    private static let accountExists = MailWording(
        LocalizedText("You have an account already", es: "Ya tienes una cuenta", pt: "Você já tem uma conta"),
        LocalizedText(
            "Somebody, probably you, tried to open an account with this address. There is one already:\n\n{base}/signin\n\nIf the password is forgotten, choose a new one:\n\n{base}/reset",
            es:
                "Alguien, probablemente tú, quiso abrir una cuenta con esta dirección. Ya existe una:\n\n{base}/signin\n\nSi olvidaste la contraseña, elige otra:\n\n{base}/reset",
            pt:
                "Alguém, provavelmente você, quis abrir uma conta com este endereço. Já existe uma:\n\n{base}/signin\n\nSe você esqueceu a senha, escolha outra:\n\n{base}/reset"
        )
    )
    private static let reset = MailWording(
        LocalizedText("Choose a new password", es: "Elige una nueva contraseña", pt: "Escolha uma nova senha"),
        LocalizedText(
            "Choose a new password for your account:\n\n{base}/reset/{link}\n\nThe link works once, within one hour. If you did not ask for it, ignore this mail: nothing has changed.",
            es:
                "Elige una nueva contraseña para tu cuenta:\n\n{base}/reset/{link}\n\nEl enlace funciona una vez, durante una hora. Si no lo pediste, ignora este correo: nada cambió.",
            pt:
                "Escolha uma nova senha para sua conta:\n\n{base}/reset/{link}\n\nO link funciona uma vez, durante uma hora. Se você não o pediu, ignore este e-mail: nada mudou."
        )
    )
    private static let passwordChanged = MailWording(
        LocalizedText("Your password was changed", es: "Tu contraseña cambió", pt: "Sua senha mudou"),
        LocalizedText(
            "The password of your account was changed, and its other sessions were ended. If it was not you, choose a new password at once:\n\n{base}/reset",
            es:
                "La contraseña de tu cuenta cambió y sus otras sesiones se cerraron. Si no fuiste tú, elige otra contraseña ahora mismo:\n\n{base}/reset",
            pt:
                "A senha da sua conta mudou e as outras sessões foram encerradas. Se não foi você, escolha outra senha agora mesmo:\n\n{base}/reset"
        )
    )
    private static let secondFactorRemoved = MailWording(
        LocalizedText(
            "Your second factor was removed",
            es: "Se quitó tu segundo factor",
            pt: "Seu segundo fator foi removido"
        ),
        LocalizedText(
            "Signing in to your account no longer asks for a code. If it was not you, choose a new password at once:\n\n{base}/reset",
            es:
                "Tu cuenta ya no pide un código al iniciar sesión. Si no fuiste tú, elige otra contraseña ahora mismo:\n\n{base}/reset",
            pt:
                "Sua conta não pede mais um código para entrar. Se não foi você, escolha outra senha agora mesmo:\n\n{base}/reset"
        )
    )
    private static let memberInvited = MailWording(
        LocalizedText(
            "You are invited to an account",
            es: "Te invitaron a una cuenta",
            pt: "Você foi convidado para uma conta"
        ),
        LocalizedText(
            "{account} invites you to their account as {role}. Sign in, or open an account with this address, to answer:\n\n{base}/settings/account\n\nThe invitation ends after seven days.",
            es:
                "{account} te invita a su cuenta como {role}. Inicia sesión, o abre una cuenta con esta dirección, para responder:\n\n{base}/settings/account\n\nLa invitación termina a los siete días.",
            pt:
                "{account} convida você para a conta dele como {role}. Entre, ou abra uma conta com este endereço, para responder:\n\n{base}/settings/account\n\nO convite termina em sete dias."
        )
    )
    private static let shareOffered = MailWording(
        LocalizedText(
            "Credentials are shared with you",
            es: "Comparten credenciales contigo",
            pt: "Credenciais compartilhadas com você"
        ),
        LocalizedText(
            "{account} wants to share the credentials of {application} with you. You get a pair of your own. Sign in, or open an account with this address, to answer:\n\n{base}/developers/panel/shared\n\nThe offer ends after seven days.",
            es:
                "{account} quiere compartir contigo las credenciales de {application}. Recibes un par propio. Inicia sesión, o abre una cuenta con esta dirección, para responder:\n\n{base}/developers/panel/shared\n\nLa oferta termina a los siete días.",
            pt:
                "{account} quer compartilhar com você as credenciais de {application}. Você recebe um par próprio. Entre, ou abra uma conta com este endereço, para responder:\n\n{base}/developers/panel/shared\n\nA oferta termina em sete dias."
        )
    )
    private static let accessRequested = MailWording(
        LocalizedText(
            "Somebody asks for access to your credentials",
            es: "Piden acceso a tus credenciales",
            pt: "Pedem acesso às suas credenciais"
        ),
        LocalizedText(
            "{account} asks for access to the credentials of one of your applications. Accept only if you know who it is:\n\n{base}/settings/account/credentials\n\nThe request ends after seven days.",
            es:
                "{account} pide acceso a las credenciales de una de tus aplicaciones. Acepta solo si sabes quién es:\n\n{base}/settings/account/credentials\n\nLa solicitud termina a los siete días.",
            pt:
                "{account} pede acesso às credenciais de uma das suas aplicações. Aceite somente se souber quem é:\n\n{base}/settings/account/credentials\n\nA solicitação termina em sete dias."
        )
    )
    private static let credentialRevealed = MailWording(
        LocalizedText(
            "A production credential was shown",
            es: "Se mostró una credencial de producción",
            pt: "Uma credencial de produção foi mostrada"
        ),
        LocalizedText(
            "{person} was shown {credential} of {application}. If nobody should have seen it, renew the pair:\n\n{base}/developers/panel/app",
            es:
                "Se mostró a {person} {credential} de {application}. Si nadie debía verla, renueva el par:\n\n{base}/developers/panel/app",
            pt:
                "{credential} de {application} foi mostrada a {person}. Se ninguém deveria vê-la, renove o par:\n\n{base}/developers/panel/app"
        )
    )
    private static let credentialRenewed = MailWording(
        LocalizedText(
            "Credentials were renewed",
            es: "Se renovaron credenciales",
            pt: "Credenciais foram renovadas"
        ),
        LocalizedText(
            "A pair of {application} was renewed. Until {end} the former one works too; see who still uses it:\n\n{base}/developers/panel/app/{number}/production/renew/{pair}",
            es:
                "Se renovó un par de {application}. Hasta {end} el anterior también funciona; mira quién lo usa todavía:\n\n{base}/developers/panel/app/{number}/production/renew/{pair}",
            pt:
                "Um par de {application} foi renovado. Até {end} o anterior também funciona; veja quem ainda o usa:\n\n{base}/developers/panel/app/{number}/production/renew/{pair}"
        )
    )
    private static let credentialExposed = MailWording(
        LocalizedText(
            "A credential of yours was found in public",
            es: "Encontraron una credencial tuya en público",
            pt: "Uma credencial sua foi encontrada em público"
        ),
        LocalizedText(
            "Somebody reported {credential} of {application}: they have the whole string. Renew the pair as leaked now:\n\n{base}/developers/panel/app/{number}/production/renew/{pair}",
            es:
                "Alguien reportó {credential} de {application}: tiene el texto completo. Renueva el par como filtrado ahora:\n\n{base}/developers/panel/app/{number}/production/renew/{pair}",
            pt:
                "Alguém reportou {credential} de {application}: tem o texto completo. Renove o par como vazado agora:\n\n{base}/developers/panel/app/{number}/production/renew/{pair}"
        )
    )
    private static let shareRevealed = MailWording(
        LocalizedText(
            "The secret of a share was shown",
            es: "Se mostró el secreto de una credencial compartida",
            pt: "O segredo de um compartilhamento foi mostrado"
        ),
        LocalizedText(
            "{person} was shown {credential}, the Access Token of the share of {application}. If it should not have been, cancel the share: your own pair is not touched.\n\n{base}/developers/panel/app/{number}/shares",
            es:
                "Se mostró a {person} {credential}, el Access Token de lo que compartes de {application}. Si no debía ser así, deja de compartir: tu propio par no se toca.\n\n{base}/developers/panel/app/{number}/shares",
            pt:
                "{credential}, o Access Token do compartilhamento de {application}, foi mostrado a {person}. Se não devia, cancele o compartilhamento: seu próprio par não é afetado.\n\n{base}/developers/panel/app/{number}/shares"
        )
    )
    private static let shareExposed = MailWording(
        LocalizedText(
            "The secret of a share was found in public",
            es: "Encontraron en público el secreto de una credencial compartida",
            pt: "O segredo de um compartilhamento foi encontrado em público"
        ),
        LocalizedText(
            "Somebody reported {credential}, the Access Token of a share of {application}: they have the whole string. Cancel the share now; renewing does not end it.\n\nOwner: {base}/developers/panel/app/{number}/shares\nOther side: {base}/developers/panel/shared",
            es:
                "Alguien reportó {credential}, el Access Token de una credencial compartida de {application}: tiene el texto completo. Deja de compartir ahora; renovar no la termina.\n\nPropietario: {base}/developers/panel/app/{number}/shares\nOtra parte: {base}/developers/panel/shared",
            pt:
                "Alguém reportou {credential}, o Access Token de um compartilhamento de {application}: tem o texto completo. Cancele o compartilhamento agora; renovar não o encerra.\n\nProprietário: {base}/developers/panel/app/{number}/shares\nOutro lado: {base}/developers/panel/shared"
        )
    )

    /// The role's name in a mail.
    static func role(_ name: String, _ language: Language) -> String {
        let names: [Role: LocalizedText] = [
            .owner: LocalizedText("owner", es: "propietario", pt: "proprietário"),
            .developer: LocalizedText("developer", es: "desarrollador", pt: "desenvolvedor"),
            .viewer: LocalizedText("viewer", es: "lector", pt: "leitor"),
        ]
        return Role(rawValue: name).flatMap { names[$0]?[language] } ?? name
    }
}

import Domain

/// Mails about what an application was authorized to do.
extension MailWording {
    static let grantGiven = MailWording(
        LocalizedText(
            "An application may act for your account",
            es: "Una aplicación puede actuar por tu cuenta",
            pt: "Uma aplicação pode agir por sua conta"
        ),
        LocalizedText(
            "You authorized {application} to act for your account. If it was not you, end it now:\n\n{base}/settings/account/applications",
            es:
                "Autorizaste a {application} a actuar por tu cuenta. Si no fuiste tú, termínalo ahora:\n\n{base}/settings/account/applications",
            pt:
                "Você autorizou {application} a agir por sua conta. Se não foi você, encerre agora:\n\n{base}/settings/account/applications"
        )
    )

    static let grantReused = MailWording(
        LocalizedText(
            "A code or refresh token came twice",
            es: "Un código o refresh token llegó dos veces",
            pt: "Um código ou refresh token chegou duas vezes"
        ),
        LocalizedText(
            "For {application}, a code or refresh token of user {person} was used a second time. Somebody else may have it, so the tokens that came from it have ended; the seller has to authorize again:\n\n{base}/developers/panel/app",
            es:
                "Para {application}, un código o refresh token del usuario {person} se usó por segunda vez. Otra persona puede tenerlo, así que los tokens que salieron de él terminaron; el vendedor tiene que autorizar de nuevo:\n\n{base}/developers/panel/app",
            pt:
                "Para {application}, um código ou refresh token do usuário {person} foi usado uma segunda vez. Outra pessoa pode tê-lo, por isso os tokens que vieram dele terminaram; o vendedor precisa autorizar de novo:\n\n{base}/developers/panel/app"
        )
    )

    static let tokenExposed = MailWording(
        LocalizedText(
            "An Access Token was found in public",
            es: "Encontraron un Access Token en público",
            pt: "Um Access Token foi encontrado em público"
        ),
        LocalizedText(
            "Somebody reported {credential}, a token that {application} got through OAuth: they have the whole string. It has ended. Find out where it leaked before the application gets the next one:\n\n{base}/developers/panel/app/{number}/oauth",
            es:
                "Alguien reportó {credential}, un token que {application} obtuvo por OAuth: tiene el texto completo. El token terminó. Averigua dónde se filtró antes de que la aplicación obtenga el siguiente:\n\n{base}/developers/panel/app/{number}/oauth",
            pt:
                "Alguém reportou {credential}, um token que {application} obteve por OAuth: tem o texto completo. O token foi encerrado. Descubra onde vazou antes que a aplicação obtenha o próximo:\n\n{base}/developers/panel/app/{number}/oauth"
        )
    )
}

import Domain

extension Catalogue {
    /// Consent, authorizations, and how an application proves itself.
    static let oauth: [String: LocalizedText] = Self.consent.merging(Self.clients) { first, _ in first }

    private static let consent: [String: LocalizedText] = [
        "consent_title": LocalizedText(
            "Authorize an application",
            es: "Autorizar una aplicación",
            pt: "Autorizar uma aplicação"
        ),
        "consent_asks": LocalizedText(
            "asks to act for the account",
            es: "pide actuar por la cuenta",
            pt: "pede para agir pela conta"
        ),
        "consent_live": LocalizedText(
            "It will act with your production account: real money.",
            es: "Actuará con tu cuenta de producción: dinero real.",
            pt: "Ela agirá com sua conta de produção: dinheiro real."
        ),
        "consent_test": LocalizedText(
            "It gets credentials for tests only: no real money can move.",
            es: "Recibe solo credenciales de prueba: no se mueve dinero real.",
            pt: "Ela recebe só credenciais de teste: nenhum dinheiro real é movimentado."
        ),
        "consent_may": LocalizedText("It will be able to", es: "Podrá", pt: "Ela poderá"),
        "consent_may_read": LocalizedText(
            "Read your payments, refunds and account data",
            es: "Leer tus pagos, reembolsos y datos de la cuenta",
            pt: "Ler seus pagamentos, reembolsos e dados da conta"
        ),
        "consent_may_write": LocalizedText(
            "Create payments and refunds in your name",
            es: "Crear pagos y reembolsos en tu nombre",
            pt: "Criar pagamentos e reembolsos em seu nome"
        ),
        "consent_may_offline_access": LocalizedText(
            "Go on while you are not signed in",
            es: "Seguir actuando cuando no tengas la sesión abierta",
            pt: "Continuar agindo quando você não estiver conectado"
        ),
        "consent_until": LocalizedText(
            "This lasts at most {days} days, or until you end it.",
            es: "Dura como máximo {days} días, o hasta que lo termines.",
            pt: "Vale por no máximo {days} dias, ou até que você encerre."
        ),
        "consent_until_ended": LocalizedText(
            "This lasts until you end it, or until the application does nothing for {days} days.",
            es: "Dura hasta que lo termines, o hasta que la aplicación no haga nada por {days} días.",
            pt: "Vale até que você encerre, ou até que a aplicação não faça nada por {days} dias."
        ),
        "consent_returns_to": LocalizedText(
            "Takes you back to",
            es: "Te lleva de vuelta a",
            pt: "Leva você de volta a"
        ),
        "consent_end_hint": LocalizedText(
            "You can end it at any time under Authorized applications.",
            es: "Puedes terminarlo cuando quieras en Aplicaciones autorizadas.",
            pt: "Você pode encerrar quando quiser em Aplicações autorizadas."
        ),
        "consent_agree": LocalizedText("Authorize", es: "Autorizar", pt: "Autorizar"),
        "menu_grants": LocalizedText(
            "Authorized applications",
            es: "Aplicaciones autorizadas",
            pt: "Aplicações autorizadas"
        ),
        "grants_explained": LocalizedText(
            "These applications may act for your account, because you agreed. What you end stops at once.",
            es:
                "Estas aplicaciones pueden actuar por tu cuenta, porque lo autorizaste. Lo que termines se detiene de inmediato.",
            pt: "Estas aplicações podem agir por sua conta, porque você autorizou. O que você encerrar para na hora."
        ),
        "grants_none": LocalizedText(
            "No application acts for you",
            es: "Ninguna aplicación actúa por ti",
            pt: "Nenhuma aplicação age por você"
        ),
        "grants_none_text": LocalizedText(
            "When a shop system or a marketplace asks for access and you authorize it, it appears here.",
            es: "Cuando una tienda o un marketplace pida acceso y lo autorices, aparecerá aquí.",
            pt: "Quando uma loja ou um marketplace pedir acesso e você autorizar, ela aparece aqui."
        ),
        "grant_since": LocalizedText("since", es: "desde", pt: "desde"),
        "grant_end": LocalizedText("End access", es: "Terminar acceso", pt: "Encerrar acesso"),
        "done_grant_ended": LocalizedText(
            "The access has ended; its tokens no longer work.",
            es: "El acceso terminó; sus tokens ya no funcionan.",
            pt: "O acesso foi encerrado; seus tokens não funcionam mais."
        ),
    ]

    private static let clients: [String: LocalizedText] = [
        "oauth_title": LocalizedText("OAuth", es: "OAuth", pt: "OAuth"),
        "linked_sellers": LocalizedText("Linked sellers", es: "Vendedores vinculados", pt: "Vendedores vinculados"),
        "linked_sellers_explained": LocalizedText(
            "Accounts that authorized this application to act for them.",
            es: "Cuentas que autorizaron a esta aplicación a actuar por ellas.",
            pt: "Contas que autorizaram esta aplicação a agir por elas."
        ),
        "linked_sellers_none": LocalizedText("Nobody yet.", es: "Nadie todavía.", pt: "Ninguém ainda."),
        "oauth_link": LocalizedText(
            "Authorization link",
            es: "Enlace de autorización",
            pt: "Link de autorização"
        ),
        "oauth_link_explained": LocalizedText(
            "Send sellers here; a code that works once comes back to your redirect URL.",
            es: "Envía aquí a los vendedores; a tu URL de redirección vuelve un código que sirve una vez.",
            pt: "Envie os vendedores para cá; à sua URL de redirecionamento volta um código que vale uma vez."
        ),
        "oauth_link_missing": LocalizedText(
            "Register a redirect URL and allow the authorization code flow first.",
            es: "Primero registra una URL de redirección y permite el flujo de código de autorización.",
            pt: "Primeiro cadastre uma URL de redirecionamento e permita o fluxo de código de autorização."
        ),
        "oauth_try_hint": LocalizedText(
            "To try it safely, open the link signed in as a test seller: the tokens are then for tests only.",
            es:
                "Para probar sin riesgo, abre el enlace con la sesión de un vendedor de prueba: los tokens serán solo de prueba.",
            pt: "Para testar sem risco, abra o link conectado como vendedor de teste: os tokens serão só de teste."
        ),
        "client_title": LocalizedText(
            "How the application proves itself",
            es: "Cómo se identifica la aplicación",
            pt: "Como a aplicação se identifica"
        ),
        "client_explained": LocalizedText(
            "Every request for a token must prove which application sends it.",
            es: "Cada solicitud de token debe demostrar qué aplicación la envía.",
            pt: "Cada solicitação de token deve provar qual aplicação a envia."
        ),
        "client_method": LocalizedText("Proof", es: "Prueba", pt: "Prova"),
        "client_proof_client_secret": LocalizedText(
            "With the Client Secret",
            es: "Con el Client Secret",
            pt: "Com o Client Secret"
        ),
        "client_proof_private_key_jwt": LocalizedText(
            "With a signature of your own key, so that no secret is shared (private_key_jwt)",
            es: "Con una firma de tu propia clave, sin compartir un secreto (private_key_jwt)",
            pt: "Com uma assinatura da sua própria chave, sem compartilhar um segredo (private_key_jwt)"
        ),
        "client_proof_none": LocalizedText(
            "Not at all: an app or page that can keep no secret; PKCE is always required",
            es: "Con nada: una app o página que no puede guardar un secreto; PKCE siempre es obligatorio",
            pt: "Com nada: um app ou página que não guarda segredos; PKCE é sempre obrigatório"
        ),
        "client_keys": LocalizedText("Your public keys", es: "Tus claves públicas", pt: "Suas chaves públicas"),
        "client_keys_hint": LocalizedText(
            "A JWK, a JWKS or a PEM public key; up to five, so that a new one can work beside the old. Never a private key.",
            es:
                "Un JWK, un JWKS o una clave pública PEM; hasta cinco, para que una nueva funcione junto a la anterior. Nunca una clave privada.",
            pt:
                "Um JWK, um JWKS ou uma chave pública PEM; até cinco, para que uma nova funcione junto com a antiga. Nunca uma chave privada."
        ),
        "client_options": LocalizedText("Options", es: "Opciones", pt: "Opções"),
        "client_dpop": LocalizedText(
            "Bind tokens to a key of the caller (DPoP)",
            es: "Ligar los tokens a una clave de quien llama (DPoP)",
            pt: "Vincular os tokens a uma chave de quem chama (DPoP)"
        ),
        "client_plain": LocalizedText(
            "Accept the PKCE method plain, which is weaker (legacy)",
            es: "Aceptar el método PKCE plain, que es más débil (heredado)",
            pt: "Aceitar o método PKCE plain, que é mais fraco (legado)"
        ),
        "client_renew": LocalizedText(
            "Renew the Client Secret",
            es: "Renovar el Client Secret",
            pt: "Renovar o Client Secret"
        ),
        "done_client_saved": LocalizedText("Saved.", es: "Guardado.", pt: "Salvo."),
    ]

    /// What can go wrong on pages of OAuth; English is the wording of the API.
    static let oauthFailures: [Failure.Code: Advice] = [
        .authorizationClientUnknown: Advice(
            es: ("La aplicación que pide acceso no existe aquí.", "Revisa client_id: es el número de la aplicación."),
            pt: ("A aplicação que pede acesso não existe aqui.", "Confira client_id: é o número da aplicação.")
        ),
        .redirectURLUnregistered: Advice(
            es: (
                "La dirección de regreso no es de la aplicación.",
                "Envía redirect_uri igual, byte por byte, a la registrada en Editar datos, Avanzado."
            ),
            pt: (
                "O endereço de retorno não é da aplicação.",
                "Envie redirect_uri igual, byte por byte, à cadastrada em Editar dados, Avançado."
            )
        ),
        .oauthParameterMissing: Advice(
            es: ("Falta el parámetro {field}.", "Envíalo con los demás; la ayuda sobre OAuth los enumera."),
            pt: ("Falta o parâmetro {field}.", "Envie-o com os outros; a ajuda sobre OAuth lista todos.")
        ),
        .oauthParameterRepeated: Advice(
            es: ("El parámetro {field} llegó más de una vez.", "Envía cada parámetro una vez."),
            pt: ("O parâmetro {field} chegou mais de uma vez.", "Envie cada parâmetro uma vez.")
        ),
        .pushedRequestUnknown: Advice(
            es: ("Esta solicitud enviada no existe o ya venció.", "Vuelve a la aplicación y empieza de nuevo."),
            pt: ("Esta solicitação enviada não existe ou já venceu.", "Volte à aplicação e comece de novo.")
        ),
        .pushedRequestUsed: Advice(
            es: ("Esta solicitud ya se usó.", "Vuelve a la aplicación y empieza de nuevo."),
            pt: ("Esta solicitação já foi usada.", "Volte à aplicação e comece de novo.")
        ),
        .sellerMixed: Advice(
            es: (
                "Una cuenta de prueba y una real no van juntas.",
                "Entra como vendedor de prueba para una aplicación con credenciales de prueba, y como real para las demás."
            ),
            pt: (
                "Uma conta de teste e uma real não combinam.",
                "Entre como vendedor de teste para uma aplicação com credenciais de teste, e como real para as outras."
            )
        ),
        .grantNotFound: Advice(
            es: ("No existe esa autorización.", "Quizás ya terminó."),
            pt: ("Essa autorização não existe.", "Talvez já tenha sido encerrada.")
        ),
        .clientKeysInvalid: Advice(
            es: (
                "Las claves públicas no son aceptables.",
                "Pega hasta cinco como JWK, JWKS o PEM: P-256, Ed25519 o RSA de 2048 a 4096 bits; nunca una clave privada."
            ),
            pt: (
                "As chaves públicas não são aceitas.",
                "Cole até cinco como JWK, JWKS ou PEM: P-256, Ed25519 ou RSA de 2048 a 4096 bits; nunca uma chave privada."
            )
        ),
    ]
}

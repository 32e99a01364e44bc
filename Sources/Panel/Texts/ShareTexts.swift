import Domain

extension Catalogue {
    /// Sharing and requests for access.
    static let shares: [String: LocalizedText] = [
        "share_my_credentials": LocalizedText(
            "Share my credentials",
            es: "Compartir mis credenciales",
            pt: "Compartilhar minhas credenciais"
        ),
        "share_credentials": LocalizedText(
            "Share credentials",
            es: "Compartir credenciales",
            pt: "Compartilhar credenciais"
        ),
        "share_explained": LocalizedText(
            "Whoever you share with gets a pair of their own, never your secret. Cancelling ends that pair and nothing else.",
            es:
                "Quien las reciba obtiene un par propio, nunca tu secreto. Dejar de compartir termina ese par y nada más.",
            pt: "Quem as receber ganha um par próprio, nunca o seu segredo. Cancelar encerra esse par e nada mais."
        ),
        "share_needs_activation": LocalizedText(
            "Production can be shared once it is activated.",
            es: "Producción se puede compartir una vez activada.",
            pt: "A produção pode ser compartilhada depois de ativada."
        ),
        "share_email": LocalizedText(
            "E-mail of the other account",
            es: "Correo de la otra cuenta",
            pt: "E-mail da outra conta"
        ),
        "share_which": LocalizedText("Which credentials?", es: "¿Qué credenciales?", pt: "Quais credenciais?"),
        "share_ends": LocalizedText("Last day (optional)", es: "Último día (opcional)", pt: "Último dia (opcional)"),
        "share_ends_hint": LocalizedText(
            "Without a date, it lasts until one of you cancels it.",
            es: "Sin fecha, dura hasta que una de las partes lo termine.",
            pt: "Sem data, vale até que um dos dois cancele."
        ),
        "shared_with": LocalizedText("Shared with", es: "Compartidas con", pt: "Compartilhadas com"),
        "shares_none": LocalizedText("Nobody yet.", es: "Nadie todavía.", pt: "Ninguém ainda."),
        "share_offered_on": LocalizedText("offered", es: "ofrecida", pt: "oferecida"),
        "share_offered": LocalizedText("Offered", es: "Ofrecida", pt: "Oferecido"),
        "share_active": LocalizedText("Active", es: "Activa", pt: "Ativo"),
        "share_refused": LocalizedText("Refused", es: "Rechazada", pt: "Recusado"),
        "share_cancelled": LocalizedText("Cancelled", es: "Cancelada", pt: "Cancelado"),
        "share_expired": LocalizedText("Over", es: "Terminada", pt: "Encerrado"),
        "cancel_share": LocalizedText("Cancel share", es: "Dejar de compartir", pt: "Cancelar compartilhamento"),
        "return_share": LocalizedText("Give it back", es: "Devolver", pt: "Devolver"),
        "show_access_token": LocalizedText(
            "Show the Access Token",
            es: "Mostrar el Access Token",
            pt: "Mostrar o Access Token"
        ),
        "offer_from": LocalizedText("Offered by", es: "Ofrecida por", pt: "Oferecido por"),
        "offer_ends": LocalizedText("answer until", es: "responde hasta", pt: "responda até"),
        "shared_none": LocalizedText(
            "Nobody shares credentials with you yet",
            es: "Nadie comparte credenciales contigo todavía",
            pt: "Ninguém compartilha credenciais com você ainda"
        ),
        "shared_none_text": LocalizedText(
            "When an owner does, their application is here with a pair of your own. You can ask for it below.",
            es: "Cuando un propietario lo haga, su aplicación estará aquí con un par propio. Puedes pedirlo abajo.",
            pt:
                "Quando um proprietário o fizer, a aplicação dele estará aqui com um par próprio. Você pode pedir abaixo."
        ),
        "request_access": LocalizedText(
            "Request access to credentials",
            es: "Solicitar acceso a las credenciales",
            pt: "Solicitar acesso às credenciais"
        ),
        "request_credentials": LocalizedText(
            "Request credentials",
            es: "Solicitar credenciales",
            pt: "Solicitar credenciais"
        ),
        "request_explained": LocalizedText(
            "The owner is told, and decides which application you get, and for what.",
            es: "El propietario recibe un aviso y decide qué aplicación recibes y para qué.",
            pt: "O proprietário é avisado e decide qual aplicação você recebe e para quê."
        ),
        "request_email": LocalizedText(
            "E-mail of the owner",
            es: "Correo del propietario",
            pt: "E-mail do proprietário"
        ),
        "request_pending": LocalizedText("Waiting", es: "Esperando", pt: "Aguardando"),
        "request_granted": LocalizedText("Accepted", es: "Aceptada", pt: "Aceita"),
        "request_refused": LocalizedText("Refused", es: "Rechazada", pt: "Recusada"),
        "request_expired": LocalizedText("Over", es: "Terminada", pt: "Terminada"),
        "requests_waiting": LocalizedText(
            "Requests for access to your credentials",
            es: "Solicitudes de acceso a tus credenciales",
            pt: "Solicitações de acesso às suas credenciais"
        ),
        "request_asks": LocalizedText("asks for access.", es: "pide acceso.", pt: "pede acesso."),
        "done_offered": LocalizedText(
            "The offer is sent: it becomes a share when it is accepted.",
            es: "La oferta fue enviada: será efectiva cuando se acepte.",
            pt: "A oferta foi enviada: será efetiva quando for aceita."
        ),
        "done_cancelled": LocalizedText(
            "Cancelled: its pair no longer works.",
            es: "Cancelada: su par ya no funciona.",
            pt: "Cancelado: o par não funciona mais."
        ),
        "done_accepted": LocalizedText(
            "Accepted: here is your pair.",
            es: "Aceptada: aquí está tu par.",
            pt: "Aceito: aqui está o seu par."
        ),
        "done_refused": LocalizedText("Refused.", es: "Rechazada.", pt: "Recusado."),
        "done_requested": LocalizedText(
            "The request is sent.",
            es: "La solicitud fue enviada.",
            pt: "A solicitação foi enviada."
        ),
        "done_granted": LocalizedText(
            "Granted: they have a pair of their own.",
            es: "Concedido: tiene un par propio.",
            pt: "Concedido: tem um par próprio."
        ),
        "share_limit_explained": LocalizedText(
            "Up to {limit} at once.",
            es: "Hasta {limit} a la vez.",
            pt: "Até {limit} ao mesmo tempo."
        ),
        "invites_you": LocalizedText(
            "invites you to their account.",
            es: "te invita a su cuenta.",
            pt: "convida você para a conta dele."
        ),
        "requests_waiting_note": LocalizedText(
            "Somebody asks for access to your credentials.",
            es: "Alguien pide acceso a tus credenciales.",
            pt: "Alguém pede acesso às suas credenciais."
        ),
        "answer_it": LocalizedText(
            "Answer",
            es: "Responder",
            pt: "Responder"
        ),
    ]
}

import Domain

extension Catalogue {
    /// Renewing.
    static let renewals: [String: LocalizedText] = [
        "renew": LocalizedText("Renew", es: "Renovar", pt: "Renovar"),
        "renew_now": LocalizedText("Renew now", es: "Renovar ahora", pt: "Renovar agora"),
        "renew_choose": LocalizedText("Renew this pair", es: "Renovar este par", pt: "Renovar este par"),
        "overlap_question": LocalizedText(
            "How long should the current credentials keep working?",
            es: "¿Cuánto tiempo deben seguir funcionando las credenciales actuales?",
            pt: "Por quanto tempo as credenciais atuais devem continuar funcionando?"
        ),
        "overlap_none": LocalizedText(
            "Not at all: they end now",
            es: "Nada: terminan ahora",
            pt: "Nada: terminam agora"
        ),
        "overlap_1h": LocalizedText("One hour", es: "Una hora", pt: "Uma hora"),
        "overlap_12h": LocalizedText("Twelve hours", es: "Doce horas", pt: "Doze horas"),
        "overlap_24h": LocalizedText("One day", es: "Un día", pt: "Um dia"),
        "overlap_7d": LocalizedText("Seven days", es: "Siete días", pt: "Sete dias"),
        "overlap_until_unused": LocalizedText(
            "Until nobody uses them any more: seven days without a call, at most 30 days",
            es: "Hasta que nadie las use: siete días sin llamadas, como máximo 30 días",
            pt: "Até que ninguém as use: sete dias sem chamadas, no máximo 30 dias"
        ),
        "overlap_running": LocalizedText(
            "A renewal is under way: two generations work.",
            es: "Hay una renovación en curso: funcionan dos generaciones.",
            pt: "Há uma renovação em andamento: duas gerações funcionam."
        ),
        "overlap_board": LocalizedText("Who has moved?", es: "¿Quién ya cambió?", pt: "Quem já mudou?"),
        "overlap_title": LocalizedText(
            "Two generations work",
            es: "Funcionan dos generaciones",
            pt: "Duas gerações funcionam"
        ),
        "overlap_text": LocalizedText(
            "The former generation ends",
            es: "La generación anterior termina",
            pt: "A geração anterior termina"
        ),
        "overlap_undone": LocalizedText(
            "The renewal was undone: the former generation stays, and the new one ends",
            es: "La renovación se deshizo: la generación anterior queda y la nueva termina",
            pt: "A renovação foi desfeita: a geração anterior fica e a nova termina"
        ),
        "overlap_until_unused_text": LocalizedText(
            "It ends sooner when nobody has used it for seven days.",
            es: "Termina antes si nadie la usa durante siete días.",
            pt: "Termina antes se ninguém a usar por sete dias."
        ),
        "extend_to": LocalizedText("Give it more time:", es: "Dale más tiempo:", pt: "Dê mais tempo:"),
        "extend": LocalizedText("Extend", es: "Extender", pt: "Estender"),
        "close_now": LocalizedText("Close now", es: "Cerrar ahora", pt: "Encerrar agora"),
        "undo": LocalizedText("Undo the renewal", es: "Deshacer la renovación", pt: "Desfazer a renovação"),
        "callers_title": LocalizedText(
            "Who called with this pair in the last seven days",
            es: "Quién llamó con este par en los últimos siete días",
            pt: "Quem chamou com este par nos últimos sete dias"
        ),
        "callers_explained": LocalizedText(
            "Each of them needs the new credentials before the former ones end.",
            es: "Cada uno necesita las nuevas credenciales antes de que terminen las anteriores.",
            pt: "Cada um precisa das novas credenciais antes que as anteriores terminem."
        ),
        "callers_none": LocalizedText(
            "Nobody called with this pair in the last seven days: you can renew it safely.",
            es: "Nadie llamó con este par en los últimos siete días: puedes renovarlo sin afectar a nadie.",
            pt: "Ninguém chamou com este par nos últimos sete dias: você pode renová-lo sem afetar ninguém."
        ),
        "caller": LocalizedText("Caller", es: "Quién llama", pt: "Quem chama"),
        "route": LocalizedText("Call", es: "Llamada", pt: "Chamada"),
        "share_of_traffic": LocalizedText("Share of the calls", es: "Parte de las llamadas", pt: "Parte das chamadas"),
        "last_seen": LocalizedText("Last seen", es: "Última vez", pt: "Última vez"),
        "moved": LocalizedText("Moved", es: "Ya cambió", pt: "Já mudou"),
        "not_moved": LocalizedText("Not yet", es: "Todavía no", pt: "Ainda não"),
        "leaked_title": LocalizedText("Somebody else has it?", es: "¿Lo tiene otra persona?", pt: "Outra pessoa tem?"),
        "leaked_text": LocalizedText(
            "Everything of this pair ends at once, a running overlap included, and you get a new one.",
            es: "Todo este par termina de inmediato, también una renovación en curso, y recibes uno nuevo.",
            pt: "Tudo deste par termina na hora, também uma renovação em andamento, e você recebe um novo."
        ),
        "leaked_button": LocalizedText(
            "It leaked: replace it now",
            es: "Se filtró: reemplazar ahora",
            pt: "Vazou: substituir agora"
        ),
        "renewed_title": LocalizedText(
            "The new credentials",
            es: "Las nuevas credenciales",
            pt: "As novas credenciais"
        ),
        "renewed_text": LocalizedText(
            "Put both into your integration. They work from now on.",
            es: "Ponlas en tu integración. Funcionan desde ahora.",
            pt: "Coloque-as na sua integração. Elas funcionam a partir de agora."
        ),
        "renewed_overlap": LocalizedText(
            "The former ones work until",
            es: "Las anteriores funcionan hasta",
            pt: "As anteriores funcionam até"
        ),
        "renewed_at_once": LocalizedText(
            "The former ones no longer work.",
            es: "Las anteriores ya no funcionan.",
            pt: "As anteriores não funcionam mais."
        ),
        "done_closed": LocalizedText(
            "Only the present generation works now.",
            es: "Ahora solo funciona la generación actual.",
            pt: "Agora só funciona a geração atual."
        ),
        "done_undone": LocalizedText(
            "The former generation is the present one again.",
            es: "La generación anterior vuelve a ser la actual.",
            pt: "A geração anterior volta a ser a atual."
        ),
        "done_extended": LocalizedText(
            "The former generation got more time.",
            es: "La generación anterior tiene más tiempo.",
            pt: "A geração anterior tem mais tempo."
        ),
        "callers_explained_undone": LocalizedText(
            "The renewal is undone: whoever took the new credentials goes back to the former ones before these end.",
            es:
                "La renovación se deshizo: quien tomó las credenciales nuevas vuelve a las anteriores antes de que terminen.",
            pt: "A renovação foi desfeita: quem pegou as credenciais novas volta às anteriores antes que elas terminem."
        ),
    ]
}

import Domain

extension Catalogue {
    /// Check credentials.
    static let doctor: [String: LocalizedText] = [
        "doctor_explained": LocalizedText(
            "Paste a key, a pair, an environment file or a failing request. We tell you what each text is, where it is misused and how to fix it.",
            es:
                "Pega una clave, un par, un archivo de entorno o una solicitud que falla. Te decimos qué es cada texto, dónde se usa mal y cómo corregirlo.",
            pt:
                "Cole uma chave, um par, um arquivo de ambiente ou uma solicitação que falha. Mostramos o que é cada texto, onde é usado errado e como corrigir."
        ),
        "doctor_paste": LocalizedText("What does not work?", es: "¿Qué no funciona?", pt: "O que não funciona?"),
        "doctor_hint": LocalizedText(
            "Nothing you paste is kept or logged.",
            es: "Nada de lo que pegues se guarda ni se registra.",
            pt: "Nada do que você colar é guardado nem registrado."
        ),
        "doctor_check": LocalizedText("Check", es: "Revisar", pt: "Verificar"),
        "doctor_report": LocalizedText("What we found", es: "Lo que encontramos", pt: "O que encontramos"),
        "doctor_public": LocalizedText(
            "For a public issue",
            es: "Para una consulta pública",
            pt: "Para uma consulta pública"
        ),
        "doctor_public_text": LocalizedText(
            "This report holds no secret: it is safe to paste where others can read it.",
            es:
                "Este informe no tiene secretos: puedes pegarlo donde otros lo lean. Está en inglés, para que lo entienda cualquier equipo de soporte.",
            pt:
                "Este relatório não tem segredos: pode ser colado onde outros leiam. Está em inglês, para que qualquer equipe de suporte o entenda."
        ),
        "line": LocalizedText("line {number}", es: "línea {number}", pt: "linha {number}"),
        "state_active": LocalizedText("works, for {name}", es: "funciona, para {name}", pt: "funciona, para {name}"),
        "state_ended": LocalizedText("ended {date}", es: "terminó {date}", pt: "terminou {date}"),
        "state_not_activated": LocalizedText(
            "production not activated",
            es: "producción sin activar",
            pt: "produção não ativada"
        ),
        "state_blocked": LocalizedText("blocked", es: "bloqueada", pt: "bloqueada"),
        "state_unknown": LocalizedText(
            "not issued by this server",
            es: "no emitida por este servidor",
            pt: "não emitida por este servidor"
        ),
    ]
}

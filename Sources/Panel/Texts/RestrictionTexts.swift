import Domain

extension Catalogue {
    /// From where and how often a pair works.
    static let restrictions: [String: LocalizedText] = [
        "restrictions": LocalizedText("Restrict use", es: "Restringir el uso", pt: "Restringir o uso"),
        "restrictions_of_pair": LocalizedText(
            "This holds for the application's own credentials of this mode, renewed ones included.",
            es: "Vale para las credenciales propias de la aplicación en este modo, también las renovadas.",
            pt: "Vale para as credenciais próprias da aplicação neste modo, inclusive as renovadas."
        ),
        "restrictions_of_share": LocalizedText(
            "This holds for the credentials shared with",
            es: "Vale para las credenciales compartidas con",
            pt: "Vale para as credenciais compartilhadas com"
        ),
        "restrictions_explained": LocalizedText(
            "A stolen credential is worth little where it does not work. What you leave empty is not restricted.",
            es: "Una credencial robada vale poco donde no funciona. Lo que dejes vacío no se restringe.",
            pt: "Uma credencial roubada vale pouco onde não funciona. O que você deixar vazio não é restrito."
        ),
        "restrictions_networks": LocalizedText(
            "Addresses of your servers",
            es: "Direcciones de tus servidores",
            pt: "Endereços dos seus servidores"
        ),
        "restrictions_networks_hint": LocalizedText(
            "One a line: 203.0.113.7, 203.0.113.0/24 or 2001:db8::/48. Access Token and Client Secret work from nowhere else.",
            es:
                "Una por línea: 203.0.113.7, 203.0.113.0/24 o 2001:db8::/48. Access Token y Client Secret no funcionan desde otro lugar.",
            pt:
                "Um por linha: 203.0.113.7, 203.0.113.0/24 ou 2001:db8::/48. Access Token e Client Secret não funcionam de outro lugar."
        ),
        "restrictions_origins": LocalizedText(
            "Pages that use the Public Key",
            es: "Páginas que usan la Public Key",
            pt: "Páginas que usam a Public Key"
        ),
        "restrictions_origins_hint": LocalizedText(
            "One a line, as the browser sends the origin: https://shop.example, without a path.",
            es: "Una por línea, como el navegador envía el origen: https://shop.example, sin ruta.",
            pt: "Uma por linha, como o navegador envia a origem: https://shop.example, sem caminho."
        ),
        "restrictions_calls": LocalizedText(
            "Calls in a minute",
            es: "Llamadas por minuto",
            pt: "Chamadas por minuto"
        ),
        "restrictions_calls_hint": LocalizedText(
            "For each credential, counted by each server. More are answered 429 until the next minute.",
            es: "Por credencial, contadas por cada servidor. Las demás reciben 429 hasta el minuto siguiente.",
            pt: "Por credencial, contadas por cada servidor. As demais recebem 429 até o minuto seguinte."
        ),
        "done_restricted": LocalizedText(
            "Saved. It holds from the next call on.",
            es: "Guardado. Vale desde la próxima llamada.",
            pt: "Salvo. Vale a partir da próxima chamada."
        ),
    ]

    static let restrictionFailures: [Failure.Code: Advice] = [
        .restrictionsInvalid: Advice(
            es: (
                "Hay algo que no se entiende ({field}).",
                "Escribe direcciones como 203.0.113.7 o 203.0.113.0/24, orígenes como https://shop.example, y de 1 a 1000000 llamadas."
            ),
            pt: (
                "Há algo que não se entende ({field}).",
                "Escreva endereços como 203.0.113.7 ou 203.0.113.0/24, origens como https://shop.example, e de 1 a 1000000 chamadas."
            )
        )
    ]
}

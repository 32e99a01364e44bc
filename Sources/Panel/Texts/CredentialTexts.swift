import Domain

extension Catalogue {
    /// Credentials: what they are for, and where they go.
    static let credentials: [String: LocalizedText] = [
        "credentials": LocalizedText("Credentials", es: "Credenciales", pt: "Credenciais"),
        "production_credentials": LocalizedText(
            "Production credentials",
            es: "Credenciales de producción",
            pt: "Credenciais de produção"
        ),
        "test_credentials": LocalizedText("Test credentials", es: "Credenciales de prueba", pt: "Credenciais de teste"),
        "pair_keys": LocalizedText(
            "Public Key and Access Token",
            es: "Public Key y Access Token",
            pt: "Public Key e Access Token"
        ),
        "pair_client": LocalizedText(
            "Client ID and Client Secret",
            es: "Client ID y Client Secret",
            pt: "Client ID e Client Secret"
        ),
        "public_key_name": LocalizedText("Public Key"),
        "access_token_name": LocalizedText("Access Token"),
        "client_id_name": LocalizedText("Client ID"),
        "client_secret_name": LocalizedText("Client Secret"),
        "refresh_token_name": LocalizedText("Refresh token"),
        "grant_token_name": LocalizedText(
            "Authorization code or refresh token",
            es: "Código de autorización o refresh token",
            pt: "Código de autorização ou refresh token"
        ),
        "damaged_name": LocalizedText("No whole key", es: "No es una clave completa", pt: "Não é uma chave completa"),
        "public_key_purpose": LocalizedText(
            "Names your integration to the buyer's browser, which turns card data into card tokens with it.",
            es:
                "Identifica tu integración ante el navegador del comprador, que con ella convierte los datos de la tarjeta en card tokens.",
            pt:
                "Identifica sua integração para o navegador do comprador, que com ela transforma os dados do cartão em card tokens."
        ),
        "public_key_goes": LocalizedText(
            "Goes into your pages and apps: anybody may see it.",
            es: "Va en tus páginas y apps: cualquiera puede verla.",
            pt: "Vai nas suas páginas e apps: qualquer um pode vê-la."
        ),
        "public_key_never": LocalizedText(
            "Never in place of the Access Token: a server's calls are refused with it.",
            es: "Nunca en lugar del Access Token: con ella se rechazan las llamadas de un servidor.",
            pt: "Nunca no lugar do Access Token: com ela as chamadas de um servidor são recusadas."
        ),
        "access_token_purpose": LocalizedText(
            "Makes your server's calls, such as payments and refunds.",
            es: "Hace las llamadas de tu servidor, como pagos y devoluciones.",
            pt: "Faz as chamadas do seu servidor, como pagamentos e devoluções."
        ),
        "access_token_goes": LocalizedText(
            "Goes into an environment variable of your server, and from there into the header Authorization: Bearer.",
            es: "Va en una variable de entorno de tu servidor y de ahí al encabezado Authorization: Bearer.",
            pt: "Vai em uma variável de ambiente do seu servidor e de lá para o cabeçalho Authorization: Bearer."
        ),
        "access_token_never": LocalizedText(
            "Never into pages, apps, addresses, chats or version control.",
            es: "Nunca en páginas, apps, direcciones, chats o control de versiones.",
            pt: "Nunca em páginas, apps, endereços, chats ou controle de versão."
        ),
        "client_id_purpose": LocalizedText(
            "The application's number, by which sellers authorize it with OAuth.",
            es: "El número de la aplicación, con el que los vendedores la autorizan por OAuth.",
            pt: "O número da aplicação, com o qual os vendedores a autorizam por OAuth."
        ),
        "client_id_goes": LocalizedText(
            "Goes into authorization links: it is public.",
            es: "Va en los enlaces de autorización: es público.",
            pt: "Vai nos links de autorização: é público."
        ),
        "client_id_never": LocalizedText(
            "Never alone as a proof: it proves nothing.",
            es: "Nunca solo como prueba: no prueba nada.",
            pt: "Nunca sozinho como prova: não prova nada."
        ),
        "client_secret_purpose": LocalizedText(
            "Proves that it is your application when it asks for tokens of other sellers.",
            es: "Prueba que es tu aplicación cuando pide tokens de otros vendedores.",
            pt: "Prova que é a sua aplicação quando pede tokens de outros vendedores."
        ),
        "client_secret_goes": LocalizedText(
            "Goes into an environment variable of your server, and only into token requests.",
            es: "Va en una variable de entorno de tu servidor y solo en las solicitudes de token.",
            pt: "Vai em uma variável de ambiente do seu servidor e somente nas solicitações de token."
        ),
        "client_secret_never": LocalizedText(
            "Never into pages, apps or version control, and never as a key for payments.",
            es: "Nunca en páginas, apps o control de versiones, y nunca como clave para pagos.",
            pt: "Nunca em páginas, apps ou controle de versão, e nunca como chave para pagamentos."
        ),
        "generation": LocalizedText("generation", es: "generación", pt: "geração"),
        "exposed": LocalizedText("Found in public", es: "Encontrada en público", pt: "Encontrada em público"),
        "more_options": LocalizedText("More options", es: "Más opciones", pt: "Mais opções"),
        "retiring_generation": LocalizedText(
            "The generation before, which still works",
            es: "La generación anterior, que todavía funciona",
            pt: "A geração anterior, que ainda funciona"
        ),
        "mode_live_explained": LocalizedText(
            "These move real money. Keep their secrets on your server.",
            es: "Mueven dinero real. Guarda sus secretos en tu servidor.",
            pt: "Movimentam dinheiro real. Guarde os segredos no seu servidor."
        ),
        "mode_test_explained": LocalizedText(
            "These never move money. Use them for everything until you go live.",
            es: "Nunca mueven dinero. Úsalas para todo hasta salir a producción.",
            pt: "Nunca movimentam dinheiro. Use-as para tudo até entrar em produção."
        ),
        "activate_production": LocalizedText(
            "Activate production credentials",
            es: "Activar credenciales de producción",
            pt: "Ativar credenciais de produção"
        ),
        "activate_explained": LocalizedText(
            "Production credentials work once they are activated.",
            es: "Las credenciales de producción funcionan una vez activadas.",
            pt: "As credenciais de produção funcionam depois de ativadas."
        ),
        "ask_an_owner": LocalizedText(
            "Ask an owner of the account to activate them.",
            es: "Pide a un propietario de la cuenta que las active.",
            pt: "Peça a um proprietário da conta que as ative."
        ),
        "keep_safe": LocalizedText("Keep them safe", es: "Mantenlas seguras", pt: "Mantenha-as seguras"),
        "env_download": LocalizedText(
            "Download as environment file",
            es: "Descargar como archivo de entorno",
            pt: "Baixar como arquivo de ambiente"
        ),
        "env_live_explained": LocalizedText(
            "The file has blanks for the secrets. Fill them in on your server, so that they never travel in a file.",
            es:
                "El archivo deja en blanco los secretos: complétalos en tu servidor, para que nunca viajen en un archivo.",
            pt:
                "O arquivo deixa os segredos em branco: preencha-os no seu servidor, para que nunca viajem em um arquivo."
        ),
        "seal": LocalizedText("Seal", es: "Sellar", pt: "Selar"),
        "sealed": LocalizedText("Sealed", es: "Sellado", pt: "Selado"),
        "seal_short": LocalizedText(
            "Removes the copies by which secrets can be shown again.",
            es: "Elimina las copias con las que los secretos se pueden volver a mostrar.",
            pt: "Remove as cópias com que os segredos podem ser mostrados de novo."
        ),
        "seal_explained": LocalizedText(
            "After sealing, nobody can be shown the production secrets again, not even you: whoever steals a session or a backup finds none. They go on working. New ones are shown once, when they are made.",
            es:
                "Después de sellar, nadie puede volver a ver los secretos de producción, ni siquiera tú: quien robe una sesión o una copia de seguridad no encuentra ninguno. Siguen funcionando. Los nuevos se muestran una vez, al crearse.",
            pt:
                "Depois de selar, ninguém pode ver de novo os segredos de produção, nem você: quem roubar uma sessão ou um backup não encontra nenhum. Eles continuam funcionando. Os novos são mostrados uma vez, quando são criados."
        ),
        "seal_warning": LocalizedText(
            "This cannot be undone. Make sure that your server has the secrets.",
            es: "No se puede deshacer. Asegúrate de que tu servidor tenga los secretos.",
            pt: "Não pode ser desfeito. Confira que seu servidor tem os segredos."
        ),
        "sealed_since": LocalizedText(
            "The secrets have been sealed since",
            es: "Los secretos están sellados desde",
            pt: "Os segredos estão selados desde"
        ),
        "share_with_developer": LocalizedText(
            "Share the credentials with a developer",
            es: "Compartir credenciales con un desarrollador",
            pt: "Compartilhe as credenciais com um desenvolvedor"
        ),
        "share_short": LocalizedText(
            "An agency gets a pair of its own, which you can end at any time.",
            es: "Una agencia recibe un par propio, que puedes terminar cuando quieras.",
            pt: "Uma agência recebe um par próprio, que você pode encerrar quando quiser."
        ),
        "reveal_title": LocalizedText("A secret", es: "Un secreto", pt: "Um segredo"),
        "reveal_hidden_again": LocalizedText(
            "It is hidden again after a minute. Of production, the activity keeps it and the owner is told by mail.",
            es:
                "Se oculta de nuevo después de un minuto. Si es de producción, queda en la actividad y el propietario recibe un correo.",
            pt:
                "É ocultado de novo após um minuto. Se for de produção, fica na atividade e o proprietário recebe um e-mail."
        ),
        "quick_start": LocalizedText("Quick start", es: "Inicio rápido", pt: "Início rápido"),
        "quick_start_explained": LocalizedText(
            "A first payment that works as it stands: these are your own test credentials.",
            es: "Un primer pago que funciona tal cual: estas son tus propias credenciales de prueba.",
            pt: "Um primeiro pagamento que funciona como está: estas são as suas próprias credenciais de teste."
        ),
        "test_blocked_title": LocalizedText(
            "This product has no test credentials",
            es: "Este producto no tiene credenciales de prueba",
            pt: "Este produto não tem credenciais de teste"
        ),
        "test_blocked_text": LocalizedText(
            "it is tested with the credentials of a test account, so that buyer and seller are both invented.",
            es: "se prueba con las credenciales de una cuenta de prueba, para que comprador y vendedor sean ficticios.",
            pt: "é testado com as credenciais de uma conta de teste, para que comprador e vendedor sejam fictícios."
        ),
        "test_nothing": LocalizedText(
            "there is nothing to integrate, and so nothing to test.",
            es: "no hay nada que integrar y por eso nada que probar.",
            pt: "não há nada para integrar e, por isso, nada para testar."
        ),
        "your_business": LocalizedText("Your business", es: "Tu negocio", pt: "Seu negócio"),
        "settings": LocalizedText("Settings", es: "Configuraciones", pt: "Configurações"),
        "management": LocalizedText(
            "Management and administration",
            es: "Gestión y administración",
            pt: "Gestão e administração"
        ),
        "settings_credentials_explained": LocalizedText(
            "The production credentials of all your applications, for your shop's platform or your developer.",
            es:
                "Las credenciales de producción de todas tus aplicaciones, para la plataforma de tu tienda o tu desarrollador.",
            pt:
                "As credenciais de produção de todas as suas aplicações, para a plataforma da sua loja ou seu desenvolvedor."
        ),
        "done_activated": LocalizedText(
            "Production is active.",
            es: "Producción está activa.",
            pt: "A produção está ativa."
        ),
        "done_sealed": LocalizedText(
            "The secrets are sealed.",
            es: "Los secretos están sellados.",
            pt: "Os segredos estão selados."
        ),
        "mode_live_sandbox": LocalizedText(
            "Sandbox: no real money moves here. In production it would.",
            es: "Sandbox: aquí no se mueve dinero real. En producción sí.",
            pt: "Sandbox: aqui nenhum dinheiro real é movimentado. Em produção, sim."
        ),
        "quick_start_without_keys": LocalizedText(
            "A first payment. The token is read from MERCADOPAGO_ACCESS_TOKEN: your role does not show it here.",
            es: "Un primer pago. El token se lee de MERCADOPAGO_ACCESS_TOKEN: tu rol no lo muestra aquí.",
            pt: "Um primeiro pagamento. O token é lido de MERCADOPAGO_ACCESS_TOKEN: sua função não o mostra aqui."
        ),
        "quick_start_hosts": LocalizedText(
            "Python goes through the official SDK; the others make the call themselves, so that they need nothing else.",
            es:
                "Python usa el SDK oficial; los demás hacen la llamada directamente, así que no necesitan nada más.",
            pt:
                "Python usa o SDK oficial; os outros fazem a chamada diretamente, por isso não precisam de mais nada."
        ),
    ]
}

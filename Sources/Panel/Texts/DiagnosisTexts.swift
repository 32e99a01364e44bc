import Domain

extension Catalogue {
    /// What can be wrong with credentials; English is the wording of the command line.
    static let diagnoses: [Diagnosis.Code: Advice] = [
        .nothingFound: Advice(
            es: (
                "En este texto no hay credenciales: ni Public Key, Access Token, Client ID, Client Secret, código ni refresh token.",
                "Pega el texto completo, la línea del archivo de entorno o la solicitud que falla con sus encabezados."
            ),
            pt: (
                "Neste texto não há credenciais: nem Public Key, Access Token, Client ID, Client Secret, código nem refresh token.",
                "Cole o texto completo, a linha do arquivo de ambiente ou a solicitação que falha com os cabeçalhos."
            )
        ),
        .invisibleCharacters: Advice(
            es: (
                "Un carácter que no se ve toca la credencial.",
                "Cópiala con su botón, o escribe de nuevo el espacio que la rodea."
            ),
            pt: (
                "Um caractere invisível toca a credencial.", "Copie-a com o botão ou digite de novo o espaço ao redor."
            )
        ),
        .damaged: Advice(
            es: (
                "Un texto empieza como una clave y no lo es: está cortado o tiene algo en medio.",
                "Cópialo de nuevo, entero y en una línea."
            ),
            pt: (
                "Um texto começa como uma chave e não é: foi cortado ou tem algo no meio.",
                "Copie de novo, inteiro e em uma linha."
            )
        ),
        .accessTokenAsPublicKey: Advice(
            es: (
                "Un Access Token se usa como Public Key, así que las páginas pueden mostrarlo a todos.",
                "Pon ahí la Public Key, y renueva el Access Token como filtrado."
            ),
            pt: (
                "Um Access Token é usado como Public Key, então as páginas podem mostrá-lo a todos.",
                "Coloque ali a Public Key e renove o Access Token como vazado."
            )
        ),
        .publicKeyAsAccessToken: Advice(
            es: (
                "Una Public Key se usa como Access Token; con ella se rechazan las llamadas de un servidor.",
                "Pon ahí el Access Token del mismo modo."
            ),
            pt: (
                "Uma Public Key é usada como Access Token; com ela as chamadas de um servidor são recusadas.",
                "Coloque ali o Access Token do mesmo modo."
            )
        ),
        .clientSecretMisplaced: Advice(
            es: (
                "Un Client Secret se usa como clave para llamadas.",
                "Las llamadas llevan el Access Token; el Client Secret prueba quién es la aplicación al pedir tokens."
            ),
            pt: (
                "Um Client Secret é usado como chave para chamadas.",
                "As chamadas levam o Access Token; o Client Secret prova quem é a aplicação ao pedir tokens."
            )
        ),
        .secretInPage: Advice(
            es: (
                "Un secreto está en una variable que se copia a las páginas.",
                "Pásalo a una variable solo del servidor, y renuévalo como filtrado si la página se publicó."
            ),
            pt: (
                "Um segredo está em uma variável que é copiada para as páginas.",
                "Passe-o para uma variável só do servidor e renove-o como vazado se a página foi publicada."
            )
        ),
        .secretInURL: Advice(
            es: (
                "Un secreto está en una dirección, y las direcciones quedan en registros.",
                "Envíalo en el encabezado Authorization: Bearer, y renuévalo."
            ),
            pt: (
                "Um segredo está em um endereço, e endereços ficam em registros.",
                "Envie-o no cabeçalho Authorization: Bearer e renove-o."
            )
        ),
        .modesDiffer: Advice(
            es: (
                "Una mitad es de producción y la otra de prueba; juntas no funcionan.",
                "Toma las dos de la misma página."
            ),
            pt: ("Uma metade é de produção e a outra de teste; juntas não funcionam.", "Pegue as duas da mesma página.")
        ),
        .applicationsDiffer: Advice(
            es: ("Los textos son de aplicaciones distintas.", "Tómalos todos de la página de una sola aplicación."),
            pt: ("Os textos são de aplicações diferentes.", "Pegue todos da página de uma única aplicação.")
        ),
        .pairsDiffer: Advice(
            es: (
                "La Public Key no se emitió junto con el Access Token.",
                "Usa las dos mitades de una generación: después de renovar, reemplaza ambas."
            ),
            pt: (
                "A Public Key não foi emitida junto com o Access Token.",
                "Use as duas metades de uma geração: depois de renovar, substitua ambas."
            )
        ),
        .checkDigitWrong: Advice(
            es: (
                "Un dígito de control no coincide: un número está mal escrito, o el texto no es de Llavero.",
                "Cópialo de nuevo."
            ),
            pt: (
                "Um dígito de controle não confere: um número foi digitado errado ou o texto não é do Llavero.",
                "Copie de novo."
            )
        ),
        .notIssuedHere: Advice(
            es: (
                "La Public Key no fue emitida por Llavero: su UUID es de otra versión.",
                "Usa una clave que este servidor haya emitido."
            ),
            pt: (
                "A Public Key não foi emitida pelo Llavero: o UUID é de outra versão.",
                "Use uma chave que este servidor tenha emitido."
            )
        ),
        .unknownHere: Advice(
            es: (
                "Este servidor no emitió un secreto del texto, o ya no existe.",
                "Revisa que la llamada vaya al servidor que lo emitió y que el texto esté completo."
            ),
            pt: (
                "Este servidor não emitiu um segredo do texto, ou ele não existe mais.",
                "Confira se a chamada vai ao servidor que o emitiu e se o texto está completo."
            )
        ),
        .ended: Advice(
            es: (
                "Una credencial fue renovada o cancelada, o llegó su fin.", "Usa la generación actual de la aplicación."
            ),
            pt: ("Uma credencial foi renovada ou cancelada, ou chegou ao fim.", "Use a geração atual da aplicação.")
        ),
        .notActivated: Advice(
            es: (
                "Producción no está activada para esta aplicación.",
                "Dale una industria y un sitio web, o usa sus credenciales de prueba."
            ),
            pt: (
                "A produção não está ativada para esta aplicação.",
                "Informe uma indústria e um site ou use as credenciais de teste."
            )
        ),
        .blocked: Advice(
            es: ("La cuenta o la aplicación está bloqueada.", "Consulta al operador de este servidor."),
            pt: ("A conta ou a aplicação está bloqueada.", "Fale com o operador deste servidor.")
        ),
        .shareEnded: Advice(
            es: (
                "Una credencial es de algo compartido que ya terminó.",
                "Pide al propietario de la aplicación que la comparta de nuevo."
            ),
            pt: (
                "Uma credencial é de um compartilhamento que terminou.",
                "Peça ao proprietário da aplicação que compartilhe de novo."
            )
        ),
        .formOnly: Advice(
            es: (
                "Su forma es correcta; no se consultó si funcionan.",
                "Eso se dice a quien pega el secreto completo, y en el panel de la cuenta a la que pertenecen."
            ),
            pt: (
                "A forma está correta; não se consultou se funcionam.",
                "Isso é dito a quem cola o segredo completo, e no painel da conta a que pertencem."
            )
        ),
        .nothingWrong: Advice(
            es: (
                "No hay nada mal en estas credenciales.",
                "Si las llamadas siguen fallando, mira llavero_code en la respuesta."
            ),
            pt: (
                "Não há nada errado nestas credenciais.",
                "Se as chamadas continuarem falhando, veja llavero_code na resposta."
            )
        ),
    ]
}

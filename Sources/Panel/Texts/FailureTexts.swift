import Domain

extension Catalogue {
    /// What can go wrong with applications and forms; English is the wording of the API.
    static let applicationFailures: [Failure.Code: Advice] = [
        .uploadInvalid: Advice(
            es: ("El archivo no llegó completo.", "Elige el archivo de nuevo y envía el formulario."),
            pt: ("O arquivo não chegou completo.", "Escolha o arquivo de novo e envie o formulário.")
        ),
        .logoUnsupported: Advice(
            es: ("El archivo no es una imagen JPG ni PNG.", "Usa un JPG o PNG de hasta 1 MB."),
            pt: ("O arquivo não é uma imagem JPG nem PNG.", "Use um JPG ou PNG de até 1 MB.")
        ),
        .logoTooLarge: Advice(
            es: ("La imagen tiene demasiados píxeles.", "Usa una de hasta {expected} píxeles por lado."),
            pt: ("A imagem tem pixels demais.", "Use uma de até {expected} pixels por lado.")
        ),
        .logoDamaged: Advice(
            es: ("La imagen no se puede leer.", "Ábrela en un programa de imágenes y guárdala de nuevo."),
            pt: ("A imagem não pode ser lida.", "Abra-a em um programa de imagens e salve de novo.")
        ),
        .applicationNotFound: Advice(
            es: ("No existe esa aplicación.", "Revisa su número."),
            pt: ("Essa aplicação não existe.", "Confira o número.")
        ),
        .applicationNameInvalid: Advice(
            es: ("El nombre falta o es demasiado largo.", "Usa de 1 a 50 caracteres."),
            pt: ("O nome falta ou é longo demais.", "Use de 1 a 50 caracteres.")
        ),
        .applicationShortNameInvalid: Advice(
            es: ("El nombre corto no es válido.", "Usa de 1 a 30 letras y números, sin espacios."),
            pt: ("O nome curto não é válido.", "Use de 1 a 30 letras e números, sem espaços.")
        ),
        .applicationDescriptionInvalid: Advice(
            es: ("La descripción es demasiado larga.", "Usa como máximo 150 caracteres."),
            pt: ("A descrição é longa demais.", "Use no máximo 150 caracteres.")
        ),
        .redirectURLInvalid: Advice(
            es: (
                "Una URL de redireccionamiento no es válida.",
                "Usa hasta 10 direcciones https sin fragmento, comodín ni usuario."
            ),
            pt: ("Uma Redirect URL não é válida.", "Use até 10 endereços https sem fragmento, curinga nem usuário.")
        ),
        .websiteInvalid: Advice(
            es: ("El sitio web no es una dirección válida.", "Usa una dirección https."),
            pt: ("O site não é um endereço válido.", "Use um endereço https.")
        ),
        .industryUnknown: Advice(
            es: ("No existe esa industria.", "Elige una de la lista."),
            pt: ("Essa indústria não existe.", "Escolha uma da lista.")
        ),
        .activationIncomplete: Advice(
            es: ("Producción necesita una industria y un sitio web.", "Completa los dos."),
            pt: ("A produção precisa de uma indústria e de um site.", "Preencha os dois.")
        ),
        .productUnknown: Advice(
            es: ("Falta elegir el producto.", "Elige uno de la lista."),
            pt: ("Falta escolher o produto.", "Escolha um da lista.")
        ),
        .productNotInSite: Advice(
            es: ("Este producto no existe en el país de la cuenta.", "Elige uno de la lista."),
            pt: ("Este produto não existe no país da conta.", "Escolha um da lista.")
        ),
        .platformUnknown: Advice(
            es: ("No existe esa plataforma en el país de la cuenta.", "Elige una de la lista."),
            pt: ("Essa plataforma não existe no país da conta.", "Escolha uma da lista.")
        ),
        .integrationModelUnknown: Advice(
            es: ("El producto no tiene ese modelo de integración.", "Elige entre: {expected}."),
            pt: ("O produto não tem esse modelo de integração.", "Escolha entre: {expected}.")
        ),
        .applicationDeleted: Advice(
            es: ("Esta aplicación está eliminada.", "Restáurala primero; se puede durante 30 días."),
            pt: ("Esta aplicação está excluída.", "Restaure-a primeiro; é possível por 30 dias.")
        ),
        .applicationNotDeleted: Advice(
            es: ("Esta aplicación no está eliminada.", "No hay nada que restaurar."),
            pt: ("Esta aplicação não está excluída.", "Não há nada para restaurar.")
        ),
        .applicationGone: Advice(
            es: ("Esta aplicación se eliminó hace más de 30 días.", "Sus credenciales ya no existen: crea otra."),
            pt: ("Esta aplicação foi excluída há mais de 30 dias.", "As credenciais dela não existem mais: crie outra.")
        ),
        .applicationBlocked: Advice(
            es: ("La cuenta o la aplicación está bloqueada.", "Consulta al operador de la plataforma."),
            pt: ("A conta ou a aplicação está bloqueada.", "Fale com o operador da plataforma.")
        ),
        .productMeansDiffer: Advice(
            es: ("El producto no se puede cambiar por uno que se prueba de otra manera.", "Crea otra aplicación."),
            pt: ("O produto não pode ser trocado por um testado de outra maneira.", "Crie outra aplicação.")
        ),
        .pairNotIssued: Advice(
            es: ("La aplicación no tiene ese par.", "Elige un modo que la aplicación tenga."),
            pt: ("A aplicação não tem esse par.", "Escolha um modo que a aplicação tenha.")
        ),
        .renewalInOverlap: Advice(
            es: (
                "Este par ya se está renovando: dos generaciones funcionan hasta {expected}.",
                "Cierra o deshace esa renovación primero, o indica que se filtró."
            ),
            pt: (
                "Este par já está sendo renovado: duas gerações funcionam até {expected}.",
                "Encerre ou desfaça essa renovação primeiro, ou indique que vazou."
            )
        ),
        .renewalOutdated: Advice(
            es: ("Este par se renovó mientras tanto.", "Recarga la página: muestra la generación actual."),
            pt: ("Este par foi renovado enquanto isso.", "Recarregue a página: ela mostra a geração atual.")
        ),
        .renewalNone: Advice(
            es: ("Este par nunca se renovó.", "No hay nada que extender, cerrar o deshacer."),
            pt: ("Este par nunca foi renovado.", "Não há nada para estender, encerrar ou desfazer.")
        ),
        .renewalClosed: Advice(
            es: (
                "El plazo de esta renovación terminó.",
                "Solo funciona la generación actual; renueva otra vez si hace falta."
            ),
            pt: ("O prazo desta renovação terminou.", "Só funciona a geração atual; renove de novo se precisar.")
        ),
        .renewalAlreadyUndone: Advice(
            es: ("Esta renovación ya se deshizo.", "Ciérrala y renueva otra vez si hace falta."),
            pt: ("Esta renovação já foi desfeita.", "Encerre-a e renove de novo se precisar.")
        ),
        .overlapNotLonger: Advice(
            es: (
                "El plazo no sería más largo que el actual.",
                "Elige uno más largo; el último fin posible es 30 días después de renovar."
            ),
            pt: (
                "O prazo não seria maior que o atual.",
                "Escolha um maior; o último fim possível é 30 dias depois de renovar."
            )
        ),
        .shareNotFound: Advice(
            es: ("No existe ese permiso compartido.", "Recarga la página."),
            pt: ("Esse compartilhamento não existe.", "Recarregue a página.")
        ),
        .shareNotOffered: Advice(
            es: ("Esta oferta ya se respondió o terminó.", "Pide al propietario que comparta de nuevo."),
            pt: ("Esta oferta já foi respondida ou terminou.", "Peça ao proprietário que compartilhe de novo.")
        ),
        .shareEnded: Advice(
            es: ("Esto ya terminó.", "No hay nada que cancelar."),
            pt: ("Isto já terminou.", "Não há nada para cancelar.")
        ),
        .shareLimit: Advice(
            es: (
                "La aplicación no tiene lugar para compartir con más: tiene {expected}.",
                "Cancela uno primero; los demás siguen funcionando."
            ),
            pt: (
                "A aplicação não tem lugar para mais compartilhamentos: tem {expected}.",
                "Cancele um primeiro; os outros continuam funcionando."
            )
        ),
        .shareToSelf: Advice(
            es: ("No puedes compartir una aplicación con su propio propietario.", "Escribe el correo de otra cuenta."),
            pt: (
                "Não é possível compartilhar uma aplicação com o próprio proprietário.",
                "Digite o e-mail de outra conta."
            )
        ),
        .shareDuplicate: Advice(
            es: (
                "Ya compartes la aplicación con este correo en este modo.",
                "Cancélalo primero para cambiar permisos o fin."
            ),
            pt: (
                "Você já compartilha a aplicação com este e-mail neste modo.",
                "Cancele primeiro para mudar permissões ou fim."
            )
        ),
        .sharePermissionsInvalid: Advice(
            es: ("No se puede permitir lo que la aplicación no puede hacer.", "Elige al menos uno de: {expected}."),
            pt: ("Não é possível permitir o que a aplicação não pode fazer.", "Escolha pelo menos uma de: {expected}.")
        ),
        .shareEndInvalid: Advice(
            es: ("El último día debe estar en el futuro.", "Elige una fecha posterior, o ninguna."),
            pt: ("O último dia deve estar no futuro.", "Escolha uma data posterior ou nenhuma.")
        ),
        .shareNotActivated: Advice(
            es: ("Producción se puede compartir una vez activada.", "Actívala, o comparte las credenciales de prueba."),
            pt: (
                "A produção pode ser compartilhada depois de ativada.",
                "Ative-a ou compartilhe as credenciais de teste."
            )
        ),
        .accessRequestNotFound: Advice(
            es: ("No existe esa solicitud de acceso.", "Recarga la página."),
            pt: ("Essa solicitação de acesso não existe.", "Recarregue a página.")
        ),
        .accessRequestDecided: Advice(
            es: ("Esta solicitud ya se decidió o terminó.", "Pide una nueva."),
            pt: ("Esta solicitação já foi decidida ou terminou.", "Peça uma nova.")
        ),
        .accessRequestLimit: Advice(
            es: (
                "Esta cuenta tiene {expected} solicitudes esperando.",
                "Espera a que se decidan; cada una termina a los 7 días."
            ),
            pt: (
                "Esta conta tem {expected} solicitações aguardando.",
                "Espere que sejam decididas; cada uma termina em 7 dias."
            )
        ),
        .routeNotFound: Advice(
            es: ("Esta página no existe.", "Revisa la dirección."),
            pt: ("Esta página não existe.", "Confira o endereço.")
        ),
        .invalidValue: Advice(
            es: ("Un campo tiene un valor que no se permite.", "Se esperaba {expected}."),
            pt: ("Um campo tem um valor que não é permitido.", "Esperava-se {expected}.")
        ),
        .invalidCharacters: Advice(
            es: ("Un campo tiene caracteres que no se permiten.", "Usa texto simple."),
            pt: ("Um campo tem caracteres que não são permitidos.", "Use texto simples.")
        ),
        .invalidEncoding: Advice(
            es: ("El formulario no está bien codificado.", "Vuelve y envíalo de nuevo."),
            pt: ("O formulário não está bem codificado.", "Volte e envie de novo.")
        ),
        .tooLong: Advice(
            es: ("Un campo es demasiado largo.", "Envía como máximo {expected}."),
            pt: ("Um campo é longo demais.", "Envie no máximo {expected}.")
        ),
        .tooManyKeys: Advice(
            es: ("El formulario tiene demasiados campos.", "Vuelve y envíalo de nuevo."),
            pt: ("O formulário tem campos demais.", "Volte e envie de novo.")
        ),
        .payloadTooLarge: Advice(
            es: ("El formulario es demasiado grande.", "Envía menos texto."),
            pt: ("O formulário é grande demais.", "Envie menos texto.")
        ),
        .unsupportedMediaType: Advice(
            es: ("El formulario no es de un tipo conocido.", "Envíalo desde la página."),
            pt: ("O formulário não é de um tipo conhecido.", "Envie-o pela página.")
        ),
        .storageUnavailable: Advice(
            es: ("El servidor no alcanza sus datos.", "No se hizo nada; prueba de nuevo en un momento."),
            pt: ("O servidor não alcança seus dados.", "Nada foi feito; tente de novo em instantes.")
        ),
        .overloaded: Advice(
            es: ("El servidor está ocupado.", "No se hizo nada; prueba de nuevo en un momento."),
            pt: ("O servidor está ocupado.", "Nada foi feito; tente de novo em instantes.")
        ),
        .internalError: Advice(
            es: ("El servidor no pudo responder.", "Prueba de nuevo; si sigue, avisa al operador."),
            pt: ("O servidor não conseguiu responder.", "Tente de novo; se continuar, avise o operador.")
        ),
    ]
}

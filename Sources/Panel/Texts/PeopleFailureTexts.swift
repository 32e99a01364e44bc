import Domain

extension Catalogue {
    /// What can go wrong around people; English is the wording of the API.
    static let peopleFailures: [Failure.Code: Advice] = [
        .testAccountNotFound: Advice(
            es: ("No existe esa cuenta de prueba.", "Quizás fue eliminada o es de otra persona."),
            pt: ("Essa conta de teste não existe.", "Talvez tenha sido excluída ou seja de outra pessoa.")
        ),
        .testAccountNested: Advice(
            es: ("Una cuenta de prueba no puede tener cuentas de prueba.", "Usa la cuenta con que se creó esta."),
            pt: ("Uma conta de teste não pode ter contas de teste.", "Use a conta com que esta foi criada.")
        ),
        .testAccountDescriptionInvalid: Advice(
            es: ("Falta la identificación de la cuenta o es demasiado larga.", "Usa de 1 a 100 caracteres."),
            pt: ("Falta a identificação da conta ou ela é longa demais.", "Use de 1 a 100 caracteres.")
        ),
        .invalidAmount: Advice(
            es: ("El importe no es válido.", "Usa un número positivo con los decimales de la moneda."),
            pt: ("O valor não é válido.", "Use um número positivo com os decimais da moeda.")
        ),
        .roleInsufficient: Advice(
            es: ("Tu rol en esta cuenta ({expected}) no lo permite.", "Pídelo a un propietario de la cuenta."),
            pt: ("Sua função nesta conta ({expected}) não permite isso.", "Peça a um proprietário da conta.")
        ),
        .signInRequired: Advice(
            es: ("Nadie inició sesión aquí.", "Inicia sesión primero."),
            pt: ("Ninguém entrou aqui.", "Entre primeiro.")
        ),
        .signInRefused: Advice(
            es: ("El correo o la contraseña no son correctos.", "Revísalos, o elige una nueva contraseña por correo."),
            pt: ("O e-mail ou a senha estão errados.", "Confira os dois ou escolha uma nova senha por e-mail.")
        ),
        .codeRefused: Advice(
            es: ("El código no es correcto o ya se usó.", "Espera el siguiente código, o usa uno de respaldo."),
            pt: ("O código está errado ou já foi usado.", "Espere o próximo código ou use um de reserva.")
        ),
        .tooManyAttempts: Advice(
            es: (
                "Hubo demasiados intentos.",
                "Prueba de nuevo en media hora; elegir una nueva contraseña por correo funciona ahora."
            ),
            pt: (
                "Houve tentativas demais.",
                "Tente de novo em meia hora; escolher uma nova senha por e-mail funciona agora."
            )
        ),
        .reauthRequired: Advice(
            es: (
                "Esto necesita una prueba de quién eres, de hace cinco minutos como máximo.",
                "Escribe la contraseña otra vez."
            ),
            pt: (
                "Isto precisa de uma prova de quem você é, de no máximo cinco minutos atrás.", "Digite a senha de novo."
            )
        ),
        .csrfFailed: Advice(
            es: (
                "Este formulario no viene de una página de esta sesión.",
                "Vuelve, recarga la página y envíalo de nuevo."
            ),
            pt: ("Este formulário não veio de uma página desta sessão.", "Volte, recarregue a página e envie de novo.")
        ),
        .linkInvalid: Advice(
            es: ("Este enlace ya se usó, es demasiado viejo o está incompleto.", "Pide uno nuevo."),
            pt: ("Este link já foi usado, é antigo demais ou está incompleto.", "Peça um novo.")
        ),
        .passwordMismatch: Advice(
            es: ("Las dos contraseñas son distintas.", "Escribe la misma dos veces."),
            pt: ("As duas senhas são diferentes.", "Digite a mesma duas vezes.")
        ),
        .consentMissing: Advice(
            es: ("Faltó aceptar los términos y la declaración de privacidad.", "Léelos y marca las dos casillas."),
            pt: ("Faltou aceitar os termos e a declaração de privacidade.", "Leia-os e marque as duas caixas.")
        ),
        .signUpClosed: Advice(
            es: ("Aquí no se pueden abrir cuentas por cuenta propia.", "Pídelo al operador de la plataforma."),
            pt: ("Aqui não é possível abrir contas por conta própria.", "Peça ao operador da plataforma.")
        ),
        .secondFactorMissing: Advice(
            es: ("No hay segundo factor.", "Agrega uno primero."),
            pt: ("Não há segundo fator.", "Adicione um primeiro.")
        ),
        .secondFactorPresent: Advice(
            es: ("Ya hay un segundo factor.", "Quítalo antes de agregar otro."),
            pt: ("Já há um segundo fator.", "Remova-o antes de adicionar outro.")
        ),
        .sessionNotFound: Advice(
            es: ("No existe esa sesión.", "Quizás terminó sola."),
            pt: ("Essa sessão não existe.", "Talvez tenha terminado sozinha.")
        ),
        .lastOwner: Advice(
            es: ("Una cuenta no puede quedar sin su propietario.", "Quien la abrió conserva este rol."),
            pt: ("Uma conta não pode ficar sem o proprietário.", "Quem a abriu mantém essa função.")
        ),
        .membershipNotFound: Advice(
            es: ("No existe ese miembro.", "Recarga la página para ver quién pertenece a la cuenta."),
            pt: ("Esse membro não existe.", "Recarregue a página para ver quem pertence à conta.")
        ),
        .membershipOver: Advice(
            es: ("Esta invitación o membresía terminó.", "Invita de nuevo a la persona."),
            pt: ("Este convite ou vínculo terminou.", "Convide a pessoa de novo.")
        ),
        .membershipDuplicate: Advice(
            es: ("Esta persona ya pertenece a la cuenta o está invitada.", "Cambia su rol."),
            pt: ("Esta pessoa já pertence à conta ou está convidada.", "Mude a função dela.")
        ),
        .membershipLimit: Advice(
            es: ("La cuenta tiene {expected} miembros, que es el límite.", "Quita uno primero."),
            pt: ("A conta tem {expected} membros, que é o limite.", "Remova um primeiro.")
        ),
        .credentialNotFound: Advice(
            es: ("No existe esa credencial.", "Recarga la página para ver las actuales."),
            pt: ("Essa credencial não existe.", "Recarregue a página para ver as atuais.")
        ),
        .credentialSealed: Advice(
            es: (
                "Este secreto ya no se puede mostrar: su copia se eliminó para siempre.",
                "Renueva el par; el nuevo secreto se muestra una vez."
            ),
            pt: (
                "Este segredo não pode mais ser mostrado: a cópia foi removida para sempre.",
                "Renove o par; o novo segredo é mostrado uma vez."
            )
        ),
        .revealLimit: Advice(
            es: (
                "Se mostraron demasiados secretos; hay un límite por hora y por día.",
                "Prueba más tarde, o renueva el par, que muestra el nuevo secreto."
            ),
            pt: (
                "Segredos demais foram mostrados; há um limite por hora e por dia.",
                "Tente mais tarde ou renove o par, que mostra o novo segredo."
            )
        ),
        .emailInvalid: Advice(
            es: ("Esto no es una dirección de correo.", "Usa la forma nombre@dominio."),
            pt: ("Isto não é um endereço de e-mail.", "Use a forma nome@dominio.")
        ),
        .emailTaken: Advice(
            es: ("Ya existe una cuenta con este correo.", "Usa otra dirección."),
            pt: ("Já existe uma conta com este e-mail.", "Use outro endereço.")
        ),
        .passwordTooShort: Advice(
            es: ("La contraseña es demasiado corta.", "Usa al menos 15 caracteres."),
            pt: ("A senha é curta demais.", "Use pelo menos 15 caracteres.")
        ),
        .passwordTooLong: Advice(
            es: ("La contraseña es demasiado larga.", "Usa como máximo 1024 bytes."),
            pt: ("A senha é longa demais.", "Use no máximo 1024 bytes.")
        ),
        .passwordTooSimple: Advice(
            es: (
                "La contraseña es fácil de adivinar.", "No uses tu correo, una palabra conocida ni un patrón repetido."
            ),
            pt: ("A senha é fácil de adivinhar.", "Não use seu e-mail, uma palavra conhecida nem um padrão repetido.")
        ),
        .accountNotFound: Advice(
            es: ("No existe esa cuenta.", "Revisa el ID de usuario."),
            pt: ("Essa conta não existe.", "Confira o User ID.")
        ),
        .accountBlocked: Advice(
            es: ("Esta cuenta está bloqueada.", "Consulta al operador de la plataforma."),
            pt: ("Esta conta está bloqueada.", "Fale com o operador da plataforma.")
        ),
        .siteUnknown: Advice(
            es: ("No existe ese país.", "Elige uno de la lista."),
            pt: ("Esse país não existe.", "Escolha um da lista.")
        ),
    ]
}

import Domain

extension Catalogue {
    /// Signing in and opening an account.
    static let signIn: [String: LocalizedText] = [
        "sign_in": LocalizedText("Sign in", es: "Iniciar sesión", pt: "Entrar"),
        "sign_up": LocalizedText("Open an account", es: "Abrir una cuenta", pt: "Abrir uma conta"),
        "email": LocalizedText("E-mail", es: "Correo electrónico", pt: "E-mail"),
        "password": LocalizedText("Password", es: "Contraseña", pt: "Senha"),
        "password_new": LocalizedText("New password", es: "Nueva contraseña", pt: "Nova senha"),
        "password_again": LocalizedText(
            "Repeat the new password",
            es: "Repite la nueva contraseña",
            pt: "Repita a nova senha"
        ),
        "password_rule": LocalizedText(
            "At least 15 characters; a few words are easier to remember than symbols.",
            es: "Al menos 15 caracteres; unas palabras se recuerdan mejor que símbolos.",
            pt: "Pelo menos 15 caracteres; algumas palavras são mais fáceis de lembrar que símbolos."
        ),
        "forgot_password": LocalizedText(
            "Forgot your password?",
            es: "¿Olvidaste tu contraseña?",
            pt: "Esqueceu sua senha?"
        ),
        "no_account_yet": LocalizedText(
            "No account yet?",
            es: "¿Todavía no tienes cuenta?",
            pt: "Ainda não tem conta?"
        ),
        "have_account": LocalizedText("I have an account", es: "Ya tengo una cuenta", pt: "Já tenho uma conta"),
        "address_not_encrypted": LocalizedText(
            "This address is not encrypted, so browsers will not keep you signed in. Use https, or this machine's own address.",
            es:
                "Esta dirección no está cifrada, así que el navegador no mantendrá tu sesión. Usa https o la dirección de esta misma máquina.",
            pt:
                "Este endereço não é criptografado, então o navegador não manterá sua sessão. Use https ou o endereço desta própria máquina."
        ),
        "code_title": LocalizedText("Second factor", es: "Segundo factor", pt: "Segundo fator"),
        "code_explained": LocalizedText(
            "Type the six digits of your authenticator program, or a backup code.",
            es: "Escribe los seis dígitos de tu programa de autenticación, o un código de respaldo.",
            pt: "Digite os seis dígitos do seu programa de autenticação ou um código de reserva."
        ),
        "code": LocalizedText("Code", es: "Código", pt: "Código"),
        "proof_title": LocalizedText("Is it you?", es: "¿Eres tú?", pt: "É você?"),
        "proof_explained": LocalizedText(
            "What you are about to do needs a fresh proof of who you are. It counts for five minutes.",
            es: "Lo que vas a hacer necesita una prueba reciente de quién eres. Vale durante cinco minutos.",
            pt: "O que você vai fazer precisa de uma prova recente de quem você é. Ela vale por cinco minutos."
        ),
        "sign_up_explained": LocalizedText(
            "We send a link to your address; it proves that it is yours.",
            es: "Te enviamos un enlace a tu dirección, que prueba que es tuya.",
            pt: "Enviamos um link ao seu endereço, que prova que ele é seu."
        ),
        "sign_up_sent": LocalizedText(
            "Look into your mailbox: the link in our mail opens your account. It works once, within one hour.",
            es: "Revisa tu correo: el enlace que te enviamos abre tu cuenta. Funciona una vez, durante una hora.",
            pt: "Veja seu e-mail: o link que enviamos abre sua conta. Ele funciona uma vez, durante uma hora."
        ),
        "country": LocalizedText("Country", es: "País", pt: "País"),
        "sign_up_title": LocalizedText("Open your account", es: "Abre tu cuenta", pt: "Abra sua conta"),
        "sign_up_text": LocalizedText(
            "Your address is confirmed. Choose a password.",
            es: "Tu dirección está confirmada. Elige una contraseña.",
            pt: "Seu endereço está confirmado. Escolha uma senha."
        ),
        "first_owner_title": LocalizedText(
            "Open the first account",
            es: "Abre la primera cuenta",
            pt: "Abra a primeira conta"
        ),
        "first_owner_text": LocalizedText(
            "This server has no account yet. The first one is yours.",
            es: "Este servidor todavía no tiene cuentas. La primera es tuya.",
            pt: "Este servidor ainda não tem contas. A primeira é sua."
        ),
        "reset_title": LocalizedText(
            "Choose a new password",
            es: "Elige una nueva contraseña",
            pt: "Escolha uma nova senha"
        ),
        "reset_text": LocalizedText(
            "Your other sessions end, and the second factor stays.",
            es: "Tus otras sesiones se cierran, y el segundo factor queda.",
            pt: "Suas outras sessões se encerram, e o segundo fator permanece."
        ),
        "open_account": LocalizedText("Open account", es: "Abrir cuenta", pt: "Abrir conta"),
        "reset_explained": LocalizedText(
            "We send a link to the address of your account.",
            es: "Te enviamos un enlace a la dirección de tu cuenta.",
            pt: "Enviamos um link ao endereço da sua conta."
        ),
        "reset_sent": LocalizedText(
            "If there is an account with this address, a mail is on its way. The link works once, within one hour.",
            es:
                "Si hay una cuenta con esta dirección, el correo va en camino. El enlace funciona una vez, durante una hora.",
            pt:
                "Se houver uma conta com este endereço, o e-mail está a caminho. O link funciona uma vez, durante uma hora."
        ),
        "done_opened": LocalizedText(
            "Your account is open. Sign in.",
            es: "Tu cuenta está abierta. Inicia sesión.",
            pt: "Sua conta está aberta. Entre."
        ),
        "done_reset": LocalizedText(
            "The new password counts. Sign in.",
            es: "La nueva contraseña ya vale. Inicia sesión.",
            pt: "A nova senha já vale. Entre."
        ),
        "done_signed_out": LocalizedText("You are signed out.", es: "Cerraste la sesión.", pt: "Você saiu."),
    ]
}

import Domain

extension DoctorReport {
    /// The report without any secret or name; it may be pasted in public.
    package var publicText: String {
        var lines: [String] = []
        for (index, credential) in self.credentials.enumerated() {
            lines.append("\(index + 1). \(credential.masked)")
            lines.append("   \(Self.facts(credential, self.states[index]).joined(separator: ", "))")
        }
        if !lines.isEmpty { lines.append("") }
        for diagnosis in self.diagnoses {
            let wording = diagnosis.code.wording
            let about = diagnosis.credentials.map { String($0 + 1) }.joined(separator: " and ")
            lines.append(about.isEmpty ? wording.message : "\(about): \(wording.message)")
            lines.append("   \(wording.fix)")
        }
        return lines.joined(separator: "\n")
    }

    private static func facts(_ credential: FoundCredential, _ state: DoctorReport.State?) -> [String] {
        var facts: [String] = []
        switch credential.kind {
        case .accessToken(let token):
            facts = [
                "Access Token", Self.name(token.prefix.mode), "application \(token.clientID)",
                "user id \(token.userID)",
                "issued month \(token.issued.month), day \(token.issued.day), hour \(token.issued.hour)",
            ]
        case .publicKey(let key): facts = ["Public Key", Self.name(key.prefix.mode)]
        case .clientSecret: facts = ["Client Secret"]
        case .clientID: facts = ["Client ID (application number)"]
        case .grantToken(let token): facts = ["authorization code or refresh token", "user id \(token.userID)"]
        case .damaged: facts = ["no whole key"]
        }
        if let name = credential.name { facts.append("in \(name)") }
        facts.append("line \(credential.line)")
        switch state {
        // The application's name is left out: the report is for the public.
        case .active?: facts.append("works")
        case .ended(let instant)?: facts.append("ended \(WireDate.text(instant))")
        case .notActivated?: facts.append("not activated")
        case .blocked?: facts.append("blocked")
        case .unknown?: facts.append("not issued by this server")
        case nil: break
        }
        return facts
    }

    private static func name(_ mode: Mode) -> String { mode == .live ? "production" : "test" }
}

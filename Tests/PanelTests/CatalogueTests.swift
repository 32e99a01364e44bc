import Domain
import Foundation
import Testing

@testable import Panel
@testable import Web

struct CatalogueTests {
    /// Keys that are put together from a name, by what they begin with.
    private static let composed = [
        "done_", "role_", "industry_", "model_", "flow_", "permission_", "share_", "request_", "action_", "outcome_",
        "overlap_", "pair_", "state_", "product_tested_by_", "public_key_", "access_token_", "client_id_",
        "client_secret_", "damaged_", "refresh_token_", "grant_token_", "test_kind_", "way_", "closing_",
        "consent_may_", "client_proof_", "sign_up_",
        "first_owner_", "reset_",
    ]

    private static func source() throws -> String {
        let panel = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Panel")
        let files = FileManager.default.enumerator(at: panel, includingPropertiesForKeys: nil)
        var text = ""
        while let file = files?.nextObject() as? URL {
            let isTexts = file.path().contains("/Texts/")
            guard ["swift", "mustache"].contains(file.pathExtension), !isTexts else { continue }
            text += try String(contentsOf: file, encoding: .utf8)
        }
        return text
    }

    @Test func `every text a template asks for is there`() throws {
        let pattern = /\{\{t\.([a-z0-9_A-Z]+)\}\}/
        for match in try Self.source().matches(of: pattern) {
            #expect(Catalogue.all[String(match.1)] != nil, "\(match.1)")
        }
    }

    @Test func `every text is used`() throws {
        let source = try Self.source()
        for key in Catalogue.all.keys where !Self.composed.contains(where: key.hasPrefix) {
            #expect(source.contains("{{t.\(key)}}") || source.contains("\"\(key)\""), "\(key)")
        }
    }

    @Test func `composed keys exist for every case`() {
        let keys =
            Role.allCases.map { "role_\($0.rawValue)" } + Industry.allCases.map { "industry_\($0.rawValue)" }
            + IntegrationModel.allCases.map { "model_\($0.rawValue)" }
            + Permission.allCases.map { "consent_may_\($0.rawValue)" }
            + OAuthClient.Authentication.allCases.map { "client_proof_\($0.rawValue)" }
            + GrantFlow.allCases.map { "flow_\($0.rawValue)" }
            + Permission.allCases.map { "permission_\($0.rawValue)" }
            + Share.State.allCases.map { "share_\($0.rawValue)" }
            + AccessRequest.State.allCases.map { "request_\($0.rawValue)" }
            + AuditRecord.Action.allCases.map { "action_\($0.rawValue.replacing(".", with: "_"))" }
            + TestOutcome.allCases.map { "outcome_\($0.rawValue)" } + Overlap.allCases.map { "overlap_\($0.rawValue)" }
            + CredentialPair.allCases.map { "pair_\($0.rawValue)" }
            + Product.allCases.map { "product_tested_by_\($0.testMeans.rawValue)" }
            + TestAccount.Kind.allCases.map { "test_kind_\($0.rawValue)" }
            + AuditWay.allCases.map { "way_\($0.rawValue)" }
            + Renewal.Closing.allCases.map { "closing_\($0.rawValue)" }
            + Credential.Kind.allCases.flatMap { kind in
                ["name", "purpose", "goes", "never"].map { "\(kind.rawValue)_\($0)" }
            }
        for key in keys { #expect(Catalogue.all[key] != nil, "\(key)") }
    }

    @Test func `no text is empty, and places to fill are the same in every language`() {
        let pattern = /\{[a-z]+\}/
        for (key, text) in Catalogue.all {
            let places = Language.allCases.map { text[$0].matches(of: pattern).map { String($0.0) }.sorted() }
            #expect(Set(places).count == 1, "\(key)")
            #expect(Language.allCases.allSatisfy { !text[$0].isEmpty }, "\(key)")
        }
    }

    @Test func `every diagnosis has its words in every language`() {
        for code in Diagnosis.Code.allCases {
            for language in Language.allCases {
                #expect(!Catalogue.diagnosis(code, language).message.isEmpty, "\(code)")
            }
            #expect(Catalogue.diagnoses[code] != nil, "\(code)")
        }
    }

    @Test func `every template of the folder is known`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Panel/Templates")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path())
            .filter { $0.hasSuffix(".mustache") }
        #expect(Set(files.map { String($0.dropLast(9)) }) == Set(TemplateFiles.all.keys))
        _ = try Templates()
    }
}

struct HTMLTextTests {
    @Test(arguments: ["<", ">", "&", "\"", "'"])
    func `a mark behind a sign does not hide it`(sign: String) {
        for mark in ["", "\u{338}", "\u{301}", "\u{200D}"] {
            #expect(!HTMLText().escapeText("a" + sign + mark + "b").contains("a" + sign + mark + "b"))
        }
    }
}

struct FormTests {
    @Test func `fields are decoded, and nothing is guessed`() throws {
        let form = try Form(Array("a=x%20y+z&b=%C3%B1&c=&d&e=1&e=2".utf8))
        #expect(try form.text("a") == "x y z")
        #expect(try form.text("b") == "ñ")
        #expect(try form.text("c") == nil)
        #expect(try form.text("d") == nil)
        #expect(form.values("e") == ["1", "2"])
        #expect(throws: Failure(.invalidValue)) { try form.text("e") }
    }

    @Test(arguments: ["a=%", "a=%zz", "a=%00", "a=%ff", "%c0%af=1"])
    func `what is not text is refused`(body: String) {
        #expect(throws: Failure(.invalidEncoding)) { try Form(Array(body.utf8)) }
    }

    @Test func `a bomb is refused`() {
        let many = (0...100).map { "f\($0)=1" }.joined(separator: "&")
        #expect(throws: Failure(.tooManyKeys)) { try Form(Array(many.utf8)) }
        #expect(throws: Failure(.tooLong)) { try Form(Array(String(repeating: "[", count: 20_000).utf8)) }
    }

    @Test(arguments: ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "", "/a b", "/a\nb"])
    func `no target leads elsewhere`(target: String) {
        #expect(LocalTarget(target) == nil)
    }
}

struct UploadTests {
    private static func upload(_ text: String) throws(Failure) -> Upload {
        try Upload(Array(text.replacing("\n", with: "\r\n").utf8), boundary: "x")
    }

    @Test func `parts are read by their names, and a file's own name by nobody`() throws {
        let upload = try Self.upload(
            """
            --x
            Content-Disposition: form-data; name="csrf"

            abc
            --x
            Content-Disposition: form-data; name="logo"; filename="../../x"
            Content-Type: image/png

            bytes

            --x--

            """
        )
        #expect(upload["csrf"] == Array("abc".utf8))
        #expect(upload["logo"] == Array("bytes\r\n".utf8))
        #expect(upload["other"] == nil)
    }

    @Test(arguments: [
        "", "--x", "--x\nContent-Disposition: form-data; name=\"a\"\n\nno end", "--y\n", "--x\n\n\n--x--",
        String(repeating: "--x\nContent-Disposition: form-data; name=\"a\"\n\n1\n", count: 11) + "--x--",
    ])
    func `what is not complete is refused`(text: String) {
        #expect(throws: Failure(.uploadInvalid)) { try Self.upload(text) }
    }
}

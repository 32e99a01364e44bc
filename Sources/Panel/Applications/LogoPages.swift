import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pictures
import Web

/// Takes a logo: a JPG or PNG of at most 1 MB.
struct SetLogo: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/logo")
    let editor: ApplicationEditor

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let id = try visit.application()
        let logos = self.editor.operations.logos
        do {
            guard let file = visit.upload?["logo"], visit.upload?["remove"] == nil else {
                try await logos.set(nil, of: id, as: person.actor)
                return .redirect("/developers/panel/app/\(id)?done=saved")
            }
            try await logos.set(try Self.png(of: file), of: id, as: person.actor)
            return .redirect("/developers/panel/app/\(id)?done=saved")
        } catch let failure as Failure
            where [.logoUnsupported, .logoTooLarge, .logoDamaged, .uploadInvalid].contains(failure.code)
        {
            return try await self.editor.page(id, nil, person, view, failure)
        }
    }

    private static func png(of file: [UInt8]) throws(Failure) -> [UInt8] {
        do {
            return try Logo.png(of: file)
        } catch {
            switch error {
            case .notAPicture: throw Failure(.logoUnsupported)
            case .tooLarge: throw Failure(.logoTooLarge, expected: String(Logo.sideMax))
            case .damaged: throw Failure(.logoDamaged)
            }
        }
    }
}

/// A logo as anybody sees it: a picture, and nothing that a browser could run.
enum LogoPicture {
    static func path(_ application: Domain.Application.ID) -> String { "/logos/\(application).png" }

    static func add(to routes: inout Routes, _ operations: Operations) {
        routes.addPage(Route(.get, "/logos/:file")) { _, context in
            let file = context.parameters.get("file") ?? ""
            guard file.hasSuffix(".png"), let id = Domain.Application.ID(text: file.dropLast(4)),
                let picture = try await operations.logos.logo(of: id)
            else { throw Failure(.routeNotFound) }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "image/png", .contentSecurityPolicy: "default-src 'none'; sandbox",
                    .cacheControl: "public, max-age=300",
                ],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture))
            )
        }
    }
}

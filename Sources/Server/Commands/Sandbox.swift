import ArgumentParser
import Domain
import Foundation

struct Sandbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve a disposable sandbox with an account and credentials for every product.",
        discussion: """
            Prints one line of JSON with its address and every credential when it is ready. Nothing in it can move
            money; its database and everything in it are gone when it stops.
            """
    )

    @Option(help: "Country: MLA, MLB, MLC, MCO, MLM, MPE or MLU.")
    var site = "MLB"

    @Option(help: "sqlite, or postgres:CONNECTION for a schema of its own that is dropped at exit.")
    var database: String?

    @OptionGroup var listen: ListenOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            guard let site = Site(rawValue: self.site.uppercased()) else { throw Failure(.siteUnknown) }
            let place = try await SandboxPlace.make(database: self.database)
            do {
                try await self.serve(site, in: place)
            } catch {
                await place.remove()
                throw error
            }
            await place.remove()
        }
    }

    private func serve(_ site: Site, in place: SandboxPlace) async throws {
        let source = try SettingSource(
            options: self.listen.values.merging(place.settings) { $1 },
            environment: place.environment,
            file: nil
        )
        let assembly = try await Assembly(try ServerConfiguration(source), simulatesLive: true)
        do {
            let contents = try await SandboxContents.make(for: site, assembly.operations)
            try await assembly.serve(isSandbox: true) { addresses in
                let ready = contents.json(addresses)
                if let path = self.listen.readyFile { try ReadyFile.write(ready, to: path) }
                // Other programs read this line: it is JSON with or without --json.
                print(ready.compact)
                fflush(nil)
            }
        } catch {
            await assembly.close()
            throw error
        }
        await assembly.close()
    }
}

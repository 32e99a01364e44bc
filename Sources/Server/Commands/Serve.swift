import ArgumentParser
import Domain

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve until stopped, keeping data in a folder or in PostgreSQL.",
        discussion: "The first start makes the data folder, the database and the keyring."
    )

    @OptionGroup var data: DataOptions
    @OptionGroup var listen: ListenOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let assembly = try await Assembly(try self.data.read(self.listen.values))
            do {
                try await assembly.serve(isSandbox: false) { address in try self.announce(address) }
            } catch {
                await assembly.close()
                throw error
            }
            await assembly.close()
        }
    }

    private func announce(_ address: String) throws {
        let ready: JSON = ["base_url": .string(address)]
        if let path = self.listen.readyFile { try ReadyFile.write(ready, to: path) }
        self.output.show(ready) { "Llavero serves at \(address); Ctrl-C stops it." }
    }
}

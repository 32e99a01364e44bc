import Domain
import HummingbirdTesting
import Operations
import TestSupport
import Testing

struct LogoTests {
    /// A browser of the owner of an application, the path its logo is sent to and the one it is read at.
    private static func owner(
        _ client: any TestClientProtocol,
        _ harness: Harness
    ) async throws -> (Browser, path: String, picture: String) {
        let id = try await harness.application(of: try await harness.account()).application.id
        let browser = try await Browser(client, harness, as: "owner@shop.example")
        return (browser, "/developers/panel/app/\(id)/logo", "/logos/\(id).png")
    }

    @Test func `U02 what is too large, cut off or empty is refused before it is decoded, and nothing is kept`()
        async throws
    {
        try await Browser.run { client, harness in
            var (browser, path, picture) = try await Self.owner(client, harness)
            let jpeg = HandmadePicture.jpeg(width: 64, height: 64)
            let refused: [([UInt8], Int, String)] = [
                (jpeg + [UInt8](repeating: 0, count: 1_024 * 1_024 + 16 * 1_024), 413, "payload_too_large"),
                (HandmadePicture.pngHead(width: 50_000, height: 50_000), 422, "image_too_large"),
                (HandmadePicture.pngHead(width: 4_001, height: 1), 422, "image_too_large"),
                (HandmadePicture.pngHead(width: 1, height: Int(Int32.max)), 422, "image_too_large"),
                (HandmadePicture.jpeg(width: 50_000, height: 8), 422, "image_too_large"),
                (HandmadePicture.jpeg(width: 8, height: 50_000), 422, "image_too_large"),
                ([0xFF, 0xD8] + HandmadePicture.frame(width: 50_000, height: 50_000), 422, "image_too_large"),
                (HandmadePicture.pngHead(width: 0, height: 8), 422, "image_damaged"),
                (HandmadePicture.pngHead(width: 8, height: 8), 422, "image_damaged"),
                (Array(jpeg.prefix(40)), 422, "image_damaged"), ([0xFF, 0xD8, 0xFF], 422, "image_damaged"),
                ([0xFF, 0xD8, 0xFF, 0xE0], 422, "image_damaged"), ([], 415, "unsupported_image"),
                ([0], 415, "unsupported_image"),
            ]
            for (index, (bytes, status, code)) in refused.enumerated() {
                let answer = try await browser.upload(path, logo: bytes)
                #expect(answer.status == status && answer.body.contains(code), "number \(index): \(answer.status)")
                #expect(try await browser.get(picture).status == 404)
            }
        }
    }

    @Test func `U02 a logo of 4,000 pixels a side is taken, and kept at 400`() async throws {
        try await Browser.run { client, harness in
            var (browser, path, picture) = try await Self.owner(client, harness)
            let answer = try await browser.upload(path, logo: HandmadePicture.jpeg(width: 4_000, height: 1_000))
            #expect(answer.status == 303)
            let kept = try await browser.get(picture)
            #expect(kept.status == 200)
            #expect(Array(kept.bytes.prefix(24).suffix(8)) == [0, 0, 1, 0x90, 0, 0, 0, 100])
            // A picture that is refused leaves the one before.
            #expect(try await browser.upload(path, logo: [0]).status == 415)
            #expect(try await browser.get(picture).bytes == kept.bytes)
        }
    }

    @Test func `U04 where a photograph was taken is gone from the logo`() async throws {
        try await Browser.run { client, harness in
            var (browser, path, picture) = try await Self.owner(client, harness)
            let exif = HandmadePicture.exif()
            let note = HandmadePicture.segment(0xFE, Array("a note of the photographer".utf8))
            let jpeg = HandmadePicture.jpeg(width: 32, height: 16, segments: exif + note)
            #expect(jpeg.firstRange(of: Array("Exif".utf8)) != nil)
            #expect(try await browser.upload(path, logo: jpeg).status == 303)
            let kept = try await browser.get(picture).bytes
            #expect(kept.starts(with: [0x89] + Array("PNG".utf8)))
            let latitude: [UInt8] = [0, 0, 0, 23, 0, 0, 0, 1, 0, 0, 0, 33, 0, 0, 0, 1]
            #expect(exif.firstRange(of: latitude) != nil)
            for trace in [Array("Exif".utf8), Array("Llavero Camera".utf8), Array("photographer".utf8), latitude] {
                #expect(kept.firstRange(of: trace) == nil)
            }
            #expect(Set(Self.chunks(kept)).isSubset(of: ["IHDR", "IDAT", "IEND", "pHYs"]))
        }
    }

    /// The names of the parts of a PNG.
    private static func chunks(_ png: [UInt8]) -> [String] {
        var names: [String] = []
        var at = 8
        while at + 8 <= png.count {
            let length = png[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
            names.append(String(decoding: png[at + 4..<at + 8], as: UTF8.self))
            at += length + 12
        }
        return names
    }
}

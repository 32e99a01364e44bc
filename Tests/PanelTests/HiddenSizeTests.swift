import Domain
import HummingbirdTesting
import Operations
import TestSupport
import Testing

/// A picture that lies about its size.
struct HiddenSizeTests {
    // FF 01 is a marker without a length (T.81, TEM): whoever reads one behind it skips to where the file says it is
    // small, while the decoder goes on right behind it and finds the true size.
    @Test func `U02 a JPEG whose true size stands behind a marker without length is refused before it is decoded`()
        async throws
    {
        let marker: [UInt8] = [0xFF, 0x01]
        let application = HandmadePicture.segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
        // The two bytes behind the marker, FF E0, are taken for its length.
        let resumed = 4 + 0xFFE0
        let small = HandmadePicture.frame(width: 8, height: 8)
        let before = 2 + marker.count + application.count
        let half = [UInt8](repeating: 0, count: 40_000)
        let first = HandmadePicture.segment(0xFE, half)
        let padding = resumed - before - first.count - 4
        let second = HandmadePicture.segment(0xFE, [UInt8](repeating: 0, count: padding) + small)
        let hidden = HandmadePicture.jpeg(width: 4_200, height: 8, segments: marker + application + first + second)
        try await Browser.run { client, harness in
            let id = try await harness.application(of: try await harness.account()).application.id
            var browser = try await Browser(client, harness, as: "owner@shop.example")
            let answer = try await browser.upload("/developers/panel/app/\(id)/logo", logo: hidden)
            #expect(answer.status == 422 && answer.body.contains("image_too_large"), "\(answer.status)")
        }
    }
}

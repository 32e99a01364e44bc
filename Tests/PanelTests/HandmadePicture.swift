/// Pictures put together byte by byte.
enum HandmadePicture {
    /// A grey JPEG (ITU-T T.81, baseline): every block is one bit for its mean and one for its end.
    /// - Parameter segments: What stands between the start and the picture itself.
    static func jpeg(width: Int, height: Int, segments: [UInt8] = []) -> [UInt8] {
        let blocks = (width + 7) / 8 * ((height + 7) / 8)
        let bits = blocks * 2
        var data = [UInt8](repeating: 0, count: (bits + 7) / 8)
        if !bits.isMultiple(of: 8) { data[data.count - 1] = 0xFF >> UInt8(bits % 8) }
        return [0xFF, 0xD8] + segments
            + self.segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
            + self.frame(width: width, height: height)
            + self.segment(0xC4, [0x00, 1] + [UInt8](repeating: 0, count: 16))
            + self.segment(0xC4, [0x10, 1] + [UInt8](repeating: 0, count: 16))
            + self.segment(0xDA, [1, 1, 0x00, 0, 63, 0]) + data + [0xFF, 0xD9]
    }

    /// The segment that says how large a JPEG is.
    static func frame(width: Int, height: Int) -> [UInt8] {
        self.segment(0xC0, [8] + self.pair(height) + self.pair(width) + [1, 1, 0x11, 0])
    }

    static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker] + self.pair(content.count + 2) + content
    }

    /// An EXIF segment (CIPA DC-008) that says where and with what a photograph was taken.
    static func exif() -> [UInt8] {
        let maker = Array("Llavero Camera\0".utf8)
        let latitude: [UInt8] = [0, 0, 0, 23, 0, 0, 0, 1, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]
        let entries: [[UInt8]] = [
            // Make, at offset 38; the pointer to the GPS directory, at offset 56.
            [0x01, 0x0F, 0, 2, 0, 0, 0, UInt8(maker.count), 0, 0, 0, 38], [0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 56],
        ]
        let gps: [[UInt8]] = [
            // South, 23 degrees 33 minutes 1 second; the numbers at offset 86.
            [0, 1, 0, 2, 0, 0, 0, 2, UInt8(ascii: "S"), 0, 0, 0], [0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 86],
        ]
        let end: [UInt8] = [0, 0, 0, 0]
        let tiff: [UInt8] = Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 2] + entries.joined() + end + maker + [0, 0, 0]
        return self.segment(0xE1, Array("Exif\0\0".utf8) + tiff + [0, 2] + gps.joined() + end + latitude)
    }

    /// The beginning of a PNG that says how large it is.
    static func pngHead(width: Int, height: Int) -> [UInt8] {
        let size = self.pair(width >> 16) + self.pair(width) + self.pair(height >> 16) + self.pair(height)
        let head = Array("IHDR".utf8) + size + [8, 2, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [0, 0, 0, 13] + head + self.checksum(head)
    }

    /// CRC-32 (ISO 3309), as PNG has it behind each chunk.
    static func checksum(_ bytes: [UInt8]) -> [UInt8] {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        crc ^= 0xFFFF_FFFF
        return (0..<4).map { UInt8(truncatingIfNeeded: crc >> (24 - 8 * $0)) }
    }

    private static func pair(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
    }
}

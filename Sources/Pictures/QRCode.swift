import CLibGD
import CLibQREncode

/// Draws QR codes.
package enum QRCode {
    /// Pixels of one module and modules of quiet zone around the code (ISO/IEC 18004 asks for four).
    private static let modulePixels: Int32 = 4
    private static let quietModules: Int32 = 4

    /// A PNG of the code of a text; nil when the text is too long for a QR code.
    package static func png(_ text: String) -> [UInt8]? {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = code.pointee.width
        let side = (width + 2 * self.quietModules) * self.modulePixels
        guard let image = gdImageCreate(side, side) else { return nil }
        defer { gdImageDestroy(image) }
        // The first colour made fills the picture.
        _ = gdImageColorAllocate(image, 255, 255, 255)
        let black = gdImageColorAllocate(image, 0, 0, 0)
        for row in 0..<width {
            for column in 0..<width where code.pointee.data[Int(row * width + column)] & 1 == 1 {
                self.fill(row + self.quietModules, column + self.quietModules, UInt8(black), in: image)
            }
        }
        return self.encoded(image)
    }

    /// Colours one module; written straight into the picture's rows, which gd's own call does far slower.
    private static func fill(_ row: Int32, _ column: Int32, _ colour: UInt8, in image: gdImagePtr) {
        for line in 0..<self.modulePixels {
            guard let pixels = image.pointee.pixels[Int(row * self.modulePixels + line)] else { return }
            for point in 0..<self.modulePixels { pixels[Int(column * self.modulePixels + point)] = colour }
        }
    }

    private static func encoded(_ image: gdImagePtr) -> [UInt8]? {
        var size: Int32 = 0
        guard let bytes = gdImagePngPtr(image, &size) else { return nil }
        defer { gdFree(bytes) }
        return Array(UnsafeRawBufferPointer(start: bytes, count: Int(size)))
    }
}

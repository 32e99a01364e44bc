import CLibGD

/// Makes an uploaded picture safe to show: judged by its first bytes, bounded before it is decoded, drawn anew as PNG.
///
/// Nothing of the file itself is kept, so neither a hidden script nor the place a photograph was taken at survives.
package enum Logo {
    /// Why a picture is not taken.
    package enum Refusal: Error, Equatable, Sendable {
        /// Neither JPG nor PNG, whatever its name says.
        case notAPicture
        /// More pixels on a side than `sideMax`.
        case tooLarge
        /// It begins like a picture, and is none.
        case damaged
    }

    /// Pixels on a side of what is uploaded, at most.
    package static let sideMax = 4_000
    /// Pixels on a side of what is kept.
    private static let keptSide: Int32 = 400

    /// A PNG of at most 400 by 400 pixels.
    package static func png(of bytes: [UInt8]) throws(Refusal) -> [UInt8] {
        let isPNG = bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        guard isPNG || bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { throw .notAPicture }
        guard let size = isPNG ? self.sizeOfPNG(bytes) : self.sizeOfJPEG(bytes), size.width > 0, size.height > 0 else {
            throw .damaged
        }
        guard size.width <= self.sideMax, size.height <= self.sideMax else { throw .tooLarge }
        var copy = bytes
        let decoded =
            isPNG
            ? gdImageCreateFromPngPtr(Int32(copy.count), &copy) : gdImageCreateFromJpegPtr(Int32(copy.count), &copy)
        guard let decoded else { throw .damaged }
        defer { gdImageDestroy(decoded) }
        guard let png = self.shrunk(decoded) else { throw .damaged }
        return png
    }

    private static func shrunk(_ image: gdImagePtr) -> [UInt8]? {
        let (width, height) = (image.pointee.sx, image.pointee.sy)
        let longest = max(width, height)
        let kept = min(longest, self.keptSide)
        let (newWidth, newHeight) = (max(width * kept / longest, 1), max(height * kept / longest, 1))
        guard let canvas = gdImageCreateTrueColor(newWidth, newHeight) else { return nil }
        defer { gdImageDestroy(canvas) }
        gdImageAlphaBlending(canvas, 0)
        gdImageSaveAlpha(canvas, 1)
        gdImageCopyResampled(canvas, image, 0, 0, 0, 0, newWidth, newHeight, width, height)
        var size: Int32 = 0
        guard let bytes = gdImagePngPtr(canvas, &size) else { return nil }
        defer { gdFree(bytes) }
        return Array(UnsafeRawBufferPointer(start: bytes, count: Int(size)))
    }

    /// The size in the header chunk, which comes first.
    private static func sizeOfPNG(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        guard bytes.count >= 33, Array(bytes[12..<16]) == Array("IHDR".utf8) else { return nil }
        func number(_ at: Int) -> Int { bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(16), number(20))
    }

    /// The size in the first start-of-frame segment.
    private static func sizeOfJPEG(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        var at = 2
        while at + 9 < bytes.count, bytes[at] == 0xFF {
            let marker = bytes[at + 1]
            if marker == 0xFF {
                at += 1
                continue
            }
            // These stand alone, without a length (T.81, table B.1).
            if marker == 0x01 || (0xD0...0xD8).contains(marker) {
                at += 2
                continue
            }
            let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
            if isFrame {
                return (Int(bytes[at + 7]) << 8 | Int(bytes[at + 8]), Int(bytes[at + 5]) << 8 | Int(bytes[at + 6]))
            }
            at += 2 + (Int(bytes[at + 2]) << 8 | Int(bytes[at + 3]))
        }
        return nil
    }
}

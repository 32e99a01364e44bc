/// The bounds of the HTTP edge, each with its unit.
package enum EdgeLimits {
    package static let headerFieldsMax = 100
    package static let headerFieldBytesMax = 16 * 1_024
    package static let headerBytesMax = 32 * 1_024
    package static let targetCharactersMax = 8 * 1_024
    /// Where a whole other target is led on to, each of its percent signs takes three characters.
    package static let returnTargetCharactersMax = 16 * 1_024
    package static let connectionsMax = 10_000
    /// Time from the first byte of a request to the end of its headers.
    package static let headSecondsMax: Int64 = 10
    /// Time from the first byte of a request to the end of its body.
    package static let requestSecondsMax: Int64 = 30
    /// Slowest body, counted after the first seconds.
    package static let bodyBytesPerSecondMin: Int64 = 500
    package static let bodyRateGraceSeconds: Int64 = 5
    /// Time for the answer to be made and read.
    package static let answerSecondsMax: Int64 = 60
    /// Time a connection may stay open between two requests.
    package static let keepAliveSecondsMax: Int64 = 75
}

import Domain
import Testing

struct JSONTests {
    @Test(arguments: [
        (#"{"a":1}"#, #"{"a":1}"#), (" [ 1 , -0.50 , 1e2 ] ", "[1,-0.50,1e2]"), (#""\u00e9\ud83d\ude00""#, "\"é😀\""),
        ("null", "null"), ("[]", "[]"), ("{}", "{}"), (#"{"a":{"b":[true,false]}}"#, #"{"a":{"b":[true,false]}}"#),
        (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\u0008\u000c\n\r\t""#),
    ])
    func `valid JSON is read and written back with its numbers as they were`(text: String, written: String) throws {
        #expect(try JSON(parsing: Array(text.utf8)).compact == written)
    }

    @Test(arguments: [
        "", "{", "[1,]", #"{"a":1,}"#, "[1 2]", "{'a':1}", "NaN", "01", "1.", ".5", "+1", "1e", "tru", "\"a", "[1]x",
        #"{"a"}"#, #"{1:2}"#, "// c\n1", "\"\u{1}\"", #""\x""#, #""\u12g4""#, "-", "[", #"{"a":"#,
    ])
    func `what is not JSON is refused`(text: String) {
        #expect(throws: Failure(.invalidJSON)) { try JSON(parsing: Array(text.utf8)) }
    }

    @Test(arguments: [#"{"a":1,"a":2}"#, #"{"x":{"b":1,"\u0062":2}}"#])
    func `a name given twice is refused`(text: String) {
        #expect(throws: Failure(.duplicateKey)) { try JSON(parsing: Array(text.utf8)) }
    }

    @Test(
        arguments: [
            [0xEF, 0xBB, 0xBF, 0x31], [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0xFF, 0xFE, 0x31, 0x00],
            Array(#""\ud800""#.utf8), Array(#""\ud800\u0041""#.utf8), Array(#""\udc00""#.utf8),
        ] as [[UInt8]]
    )
    func `what is not clean UTF-8 is refused`(bytes: [UInt8]) {
        #expect(throws: Failure(.invalidEncoding)) { try JSON(parsing: bytes) }
    }

    @Test func `nesting ends at its bound`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try JSON(parsing: nested(Limits.jsonDepthMax))
        #expect(throws: Failure(.jsonTooDeep)) { try JSON(parsing: nested(Limits.jsonDepthMax + 1)) }
        #expect(throws: Failure(.jsonTooDeep)) { try JSON(parsing: nested(30_000)) }
    }

    @Test func `names and digits end at their bounds`() {
        let names = (0...Limits.jsonMembersMax).map { "\"k\($0)\":1" }.joined(separator: ",")
        #expect(throws: Failure(.tooManyKeys)) { try JSON(parsing: Array("{\(names)}".utf8)) }
        #expect(throws: Failure(.invalidJSON)) { try JSON(parsing: Array(repeating: UInt8(ascii: "9"), count: 1_000)) }
    }

    @Test func `an answer never opens a tag`() {
        #expect(JSON.string("<script>").compact == #""\u003cscript>""#)
    }
}

/// Digits of a payment card; they live in memory during one request and are never stored (decision 0005).
package struct CardNumber: Sendable, CustomStringConvertible {
    package let digits: String

    /// Reads 13 to 19 ASCII digits, blanks and dashes between them dropped; nil for anything else.
    package init?(_ text: String) {
        let digits = text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
        guard (13...19).contains(digits.count), digits.allSatisfy(\.isDigit), text.utf8.first?.isDigit == true else {
            return nil
        }
        self.digits = String(decoding: digits, as: UTF8.self)
    }

    package var firstSix: String { String(self.digits.prefix(6)) }
    package var lastFour: String { String(self.digits.suffix(4)) }
    package var passesLuhn: Bool { Luhn.isValid(self.digits.utf8) }

    /// Never the digits.
    package var description: String { "<card number>" }
}

/// The check of card numbers (ISO/IEC 7812-1, annex B).
package enum Luhn {
    package static func isValid(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
        var sum = 0
        for (index, character) in digits.reversed().enumerated() {
            let digit = Int(character - UInt8(ascii: "0"))
            let doubled = digit * 2
            sum += index % 2 == 0 ? digit : (doubled > 9 ? doubled - 9 : doubled)
        }
        return sum % 10 == 0
    }
}

/// Finds card numbers where they do not belong.
package enum CardNumberScanner {
    /// How people write a card number in groups: four fours, or the groups of American Express and Diners.
    private static let groupings = [[4, 4, 4, 4], [4, 6, 5], [4, 6, 4]]

    /// Whether a text has a card number of an international brand: right first digits, right length, right check digit.
    ///
    /// The digits stand together or in the groups people use, and touch no letter: a UUID or another identifier whose
    /// digits would pass by chance is left alone.
    package static func finds(in text: String) -> Bool {
        var words: [[UInt8]] = [[]]
        for byte in text.utf8 {
            if byte.isASCIILetterOrDigit {
                words[words.count - 1].append(byte)
            } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") {
                words.append([])
            } else {
                if self.hasCard(words) { return true }
                words = [[]]
            }
        }
        return self.hasCard(words)
    }

    /// Whether one word, or some words that follow each other, are a card number.
    private static func hasCard(_ words: [[UInt8]]) -> Bool {
        for first in words.indices {
            if self.isCard(words[first]) { return true }
            for lengths in self.groupings {
                let group = words[first...].prefix(lengths.count)
                if group.map(\.count) == lengths, self.isCard(group.flatMap { $0 }) { return true }
            }
        }
        return false
    }

    private static func isCard(_ digits: [UInt8]) -> Bool {
        guard (14...16).contains(digits.count), digits.allSatisfy(\.isDigit), Luhn.isValid(digits) else { return false }
        let text = String(decoding: digits, as: UTF8.self)
        switch digits.count {
        case 14: return CardBrands.diners.matches(text)
        case 15: return CardBrands.amex.matches(text)
        case 16:
            return [CardBrands.visa, CardBrands.mexicanMastercard, CardBrands.elo, CardBrands.hipercard]
                .contains { $0.matches(text) }
        default: return false
        }
    }
}

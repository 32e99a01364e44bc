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
    /// Whether a text has a card number of an international brand: right first digits, right length, right check digit.
    ///
    /// A number may be written in groups with single blanks or dashes between them, with other groups beside it.
    package static func finds(in text: String) -> Bool {
        var groups: [[UInt8]] = []
        var group: [UInt8] = []
        var previousWasSeparator = false
        for byte in text.utf8 {
            let isSeparator = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-")
            if byte.isDigit {
                group.append(byte)
            } else if isSeparator, !previousWasSeparator {
                if !group.isEmpty { groups.append(group) }
                group.removeAll(keepingCapacity: true)
            } else {
                if self.hasCard(groups + [group]) { return true }
                groups.removeAll(keepingCapacity: true)
                group.removeAll(keepingCapacity: true)
            }
            previousWasSeparator = isSeparator
        }
        return self.hasCard(groups + [group])
    }

    /// Whether some groups that follow each other are a card number together.
    private static func hasCard(_ groups: [[UInt8]]) -> Bool {
        for first in groups.indices {
            var digits: [UInt8] = []
            for group in groups[first...] {
                digits += group
                if digits.count > 19 { break }
                if self.isCard(digits) { return true }
            }
        }
        return false
    }

    private static func isCard(_ digits: [UInt8]) -> Bool {
        guard (13...19).contains(digits.count), Luhn.isValid(digits) else { return false }
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

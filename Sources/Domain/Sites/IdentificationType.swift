/// A kind of identity document of a site.
package struct IdentificationType: Equatable, Sendable {
    package enum Form: String, Sendable {
        case number
        case string
    }

    package let id: String
    package let name: String
    package let form: Form
    package let lengths: ClosedRange<Int>

    package init(_ id: String, name: String? = nil, form: Form = .number, lengths: ClosedRange<Int>) {
        self.id = id
        self.name = name ?? id
        self.form = form
        self.lengths = lengths
    }

    /// Whether a number, without dots and dashes, can be one of this type; CPF and CNPJ are checked to the last digit.
    package func accepts(_ number: String) -> Bool {
        let characters = number.utf8.filter {
            $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "/")
        }
        guard self.lengths.contains(characters.count) else { return false }
        switch (self.id, self.form) {
        case ("CPF", _): return BrazilianTaxNumber.isCPF(characters)
        case ("CNPJ", _): return BrazilianTaxNumber.isCNPJ(characters)
        case (_, .number): return characters.allSatisfy(\.isDigit)
        case (_, .string): return characters.allSatisfy(\.isASCIILetterOrDigit)
        }
    }
}

extension Site {
    /// The documents of the site, in the provider's order; none in Mexico.
    package var identificationTypes: [IdentificationType] {
        switch self {
        case .argentina:
            [
                IdentificationType("DNI", lengths: 7...8), IdentificationType("CI", name: "Cédula", lengths: 1...9),
                IdentificationType("LC", name: "L.C.", lengths: 6...7),
                IdentificationType("LE", name: "L.E.", lengths: 6...7), IdentificationType("Otro", lengths: 5...20),
            ]
        case .brazil:
            [IdentificationType("CPF", lengths: 11...11), IdentificationType("CNPJ", lengths: 14...14)]
        case .chile:
            [IdentificationType("RUT", form: .string, lengths: 8...20), IdentificationType("Otro", lengths: 5...20)]
        case .colombia:
            [
                IdentificationType("CC", name: "C.C.", lengths: 5...20),
                IdentificationType("CE", name: "C.E.", lengths: 5...20), IdentificationType("NIT", lengths: 5...20),
                IdentificationType("Otro", lengths: 5...20),
            ]
        case .mexico: []
        case .peru:
            [
                IdentificationType("DNI", lengths: 8...8), IdentificationType("CE", name: "C.E", lengths: 8...12),
                IdentificationType("RUC", lengths: 11...12), IdentificationType("Otro", lengths: 5...20),
            ]
        case .uruguay:
            [IdentificationType("CI", lengths: 6...8), IdentificationType("Otro", lengths: 5...20)]
        }
    }
}

/// The check digits of Brazil's tax numbers.
enum BrazilianTaxNumber {
    static func isCPF(_ characters: [UInt8]) -> Bool {
        self.isValid(characters, length: 11, weights: Array((2...11).reversed()))
    }

    static func isCNPJ(_ characters: [UInt8]) -> Bool {
        self.isValid(characters, length: 14, weights: [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
    }

    /// Both numbers end in two MOD 11 digits; the weights of the first are those of the second without its first.
    private static func isValid(_ characters: [UInt8], length: Int, weights: [Int]) -> Bool {
        guard characters.count == length, characters.allSatisfy(\.isDigit), Set(characters).count > 1 else {
            return false
        }
        let digits = characters.map { Int($0 - UInt8(ascii: "0")) }
        let first = self.checkDigit(digits.prefix(length - 2), weights.dropFirst())
        let second = self.checkDigit(digits.prefix(length - 1), weights[...])
        return digits[length - 2] == first && digits[length - 1] == second
    }

    private static func checkDigit(_ digits: ArraySlice<Int>, _ weights: ArraySlice<Int>) -> Int {
        let rest = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
        return rest < 2 ? 0 : 11 - rest
    }
}

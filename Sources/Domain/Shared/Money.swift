/// A currency of one of the sites, with the number of decimals the provider uses for it.
package enum Currency: String, CaseIterable, Sendable {
    case ars = "ARS"
    case brl = "BRL"
    case clp = "CLP"
    case cop = "COP"
    case mxn = "MXN"
    case pen = "PEN"
    case uyu = "UYU"

    /// Digits after the decimal point of an amount.
    package var decimals: Int {
        switch self {
        case .clp, .cop: 0
        case .ars, .brl, .mxn, .pen, .uyu: 2
        }
    }

    /// Minor units in one major unit.
    package var minorPerMajor: Int64 { self.decimals == 0 ? 1 : 100 }
}

/// An exact amount in minor units of a currency (cents where it has two decimals).
package struct Money: Hashable, Sendable {
    package let minor: Int64
    package let currency: Currency

    /// The largest amount accepted anywhere, in minor units: far above every method's maximum, far below overflow.
    package static let minorMax: Int64 = 1_000_000_000_000_000

    package init(minor: Int64, currency: Currency) {
        self.minor = minor
        self.currency = currency
    }

    /// Reads a JSON number text exactly; nil when it has an exponent, a non-zero digit beyond the currency's decimals,
    /// or lies outside `0...minorMax`.
    ///
    /// Zeros beyond the decimals are accepted because Python writes `5000.0` for a peso amount without decimals.
    package init?(number text: String, currency: Currency) {
        var whole: Int64 = 0
        var fraction: Int64 = 0
        var fractionDigits = 0
        var isInFraction = false
        guard text.utf8.first?.isDigit == true, text.utf8.last?.isDigit == true else { return nil }
        for byte in text.utf8 {
            if byte == UInt8(ascii: "."), !isInFraction {
                isInFraction = true
                continue
            }
            guard byte.isDigit else { return nil }
            let digit = Int64(byte - UInt8(ascii: "0"))
            if !isInFraction {
                whole = whole * 10 + digit
                guard whole <= Self.minorMax else { return nil }
            } else if fractionDigits < currency.decimals {
                fraction = fraction * 10 + digit
                fractionDigits += 1
            } else if digit != 0 {
                return nil
            }
        }
        while fractionDigits < currency.decimals {
            fraction *= 10
            fractionDigits += 1
        }
        let minor = whole * currency.minorPerMajor + fraction
        guard minor <= Self.minorMax else { return nil }
        self.init(minor: minor, currency: currency)
    }

    /// The shortest JSON number of the amount in major units, such as `100` or `100.5`.
    package var number: String {
        let (whole, fraction) = self.minor.quotientAndRemainder(dividingBy: self.currency.minorPerMajor)
        guard fraction != 0 else { return String(whole) }
        let sign = self.minor < 0 && whole == 0 ? "-" : ""
        let cents = fraction.magnitude
        let digits = cents % 10 == 0 ? String(cents / 10) : (cents < 10 ? "0\(cents)" : String(cents))
        return "\(sign)\(whole).\(digits)"
    }

    /// The amount with all its decimals and a point, as payment codes want it, such as `100.50`.
    package var fixedPoint: String {
        guard self.currency.decimals > 0 else { return String(self.minor) }
        let (whole, fraction) = self.minor.quotientAndRemainder(dividingBy: self.currency.minorPerMajor)
        return "\(whole).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

import Domain

/// Something made once for each caller; a remembered caller is one object, so it is found by that.
struct ByCaller<Value> {
    private static var callersMax: Int { 10_000 }

    private var values: [ObjectIdentifier: (caller: Caller, value: Value)] = [:]

    mutating func value(of caller: Caller, make: () -> Value) -> Value {
        if let known = self.values[ObjectIdentifier(caller)] { return known.value }
        let value = make()
        if self.values.count >= Self.callersMax { self.values.removeAll(keepingCapacity: true) }
        self.values[ObjectIdentifier(caller)] = (caller, value)
        return value
    }
}

import Domain
import Operations
import Web

extension CustomerOperations.Edit {
    private static let nameCharactersMax = 100

    /// What a request says of a customer.
    /// - Throws: the failure of the first field that has the wrong form.
    static func read(_ fields: Fields) throws(Failure) -> CustomerOperations.Edit {
        var edit = CustomerOperations.Edit()
        if fields["first_name"] != nil {
            edit.firstName = .set(try fields.text("first_name", max: self.nameCharactersMax))
        }
        if fields["last_name"] != nil {
            edit.lastName = .set(try fields.text("last_name", max: self.nameCharactersMax))
        }
        if fields["phone"] != nil { edit.phone = .set(try self.phone(try fields.object("phone"))) }
        if fields["identification"] != nil {
            edit.identification = .set(try Identification.read(try fields.object("identification")))
        }
        if fields["address"] != nil { edit.address = .set(try self.address(try fields.object("address"))) }
        if fields["date_registered"] != nil { edit.registeredAt = .set(try self.date(fields, "date_registered")) }
        if fields["description"] != nil { edit.description = .set(try fields.text("description")) }
        if let metadata = try fields.document("metadata") { edit.metadata = .set(metadata) }
        return edit
    }

    private static func phone(_ fields: Fields) throws(Failure) -> Phone? {
        let phone = Phone(
            areaCode: try fields.textOrNumber("area_code", max: 10),
            number: try fields.textOrNumber("number", max: 30)
        )
        return phone.areaCode == nil && phone.number == nil ? nil : phone
    }

    private static func address(_ fields: Fields) throws(Failure) -> PostalAddress? {
        let city = try fields["city"]
            .map { city throws(Failure) -> String? in
                city.string == nil
                    ? try fields.object("city").text("name", max: 100) : try fields.text("city", max: 100)
            }
        let address = PostalAddress(
            zipCode: try fields.textOrNumber("zip_code", max: 20),
            streetName: try fields.text("street_name"),
            streetNumber: try fields.integer("street_number"),
            city: city ?? nil
        )
        let isEmpty = address == PostalAddress(zipCode: nil, streetName: nil, streetNumber: nil, city: nil)
        return isEmpty ? nil : address
    }

    private static func date(_ fields: Fields, _ name: String) throws(Failure) -> Timestamp? {
        guard let text = try fields.text(name, max: 40) else { return nil }
        guard let instant = WireDate.instant(text) else {
            throw Failure(.invalidDate, field: name, expected: "yyyy-MM-dd'T'HH:mm:ss.SSS-04:00")
        }
        return instant
    }
}

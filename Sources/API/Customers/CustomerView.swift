import Domain

/// A customer on the wire; what is not known is null, and lists are there.
enum CustomerView {
    static func json(_ customer: Customer) -> JSON {
        let profile = customer.profile
        return [
            "id": .string(customer.id.text), "email": .string(customer.email.text),
            "first_name": .text(profile.firstName), "last_name": .text(profile.lastName),
            "phone": ["area_code": .text(profile.phone?.areaCode), "number": .text(profile.phone?.number)],
            "identification": [
                "type": .text(profile.identification?.type), "number": .text(profile.identification?.number),
            ], "address": self.address(profile.address), "date_registered": .date(profile.registeredAt),
            "description": .text(profile.description), "date_created": .date(customer.createdAt),
            "date_last_updated": .date(customer.updatedAt), "metadata": profile.metadata, "default_card": nil,
            "default_address": nil, "cards": [], "addresses": [], "live_mode": .bool(customer.mode == .live),
            "user_id": .id(customer.accountID), "merchant_id": .id(customer.accountID),
            "client_id": .id(customer.applicationID), "status": "active",
        ]
    }

    private static func address(_ address: PostalAddress?) -> JSON {
        [
            "id": nil, "zip_code": .text(address?.zipCode), "street_name": .text(address?.streetName),
            "street_number": address?.streetNumber.map { .integer($0) } ?? .null, "city": .text(address?.city),
        ]
    }
}

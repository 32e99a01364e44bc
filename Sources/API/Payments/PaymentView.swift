import Domain
import Operations
import Pictures

/// A payment on the wire, with every field of the provider's object and its types.
enum PaymentView {
    static func json(_ found: PaymentWithRefunds) -> JSON {
        let payment = found.payment
        let terms = payment.terms
        return [
            "id": .id(payment.id), "date_created": .date(payment.createdAt), "date_approved": .date(payment.approvedAt),
            "date_last_updated": .date(payment.updatedAt), "date_of_expiration": .date(payment.expiresAt),
            "money_release_date": .date(payment.approvedAt), "operation_type": "regular_payment",
            "issuer_id": .text(terms.issuerID), "payment_method_id": .string(terms.paymentMethodID),
            "payment_type_id": .string(terms.kind.rawValue),
            "payment_method": [
                "id": .string(terms.paymentMethodID), "type": .string(terms.kind.rawValue),
                "issuer_id": .text(terms.issuerID),
            ],
            "status": .string(payment.status.rawValue), "status_detail": .string(payment.statusDetail.rawValue),
            "currency_id": .string(payment.authorized.currency.rawValue),
            "description": .text(payment.details.description),
            "live_mode": .bool(payment.mode == .live), "sponsor_id": nil,
            "authorization_code": payment.captured.minor > 0 && terms.card != nil
                ? .string(Self.authorizationCode(payment)) : nil,
            "money_release_schema": nil, "taxes_amount": 0, "counter_currency": nil, "shipping_amount": 0,
            "pos_id": nil,
            "store_id": nil, "integrator_id": nil, "platform_id": nil, "corporation_id": nil,
            "collector_id": .id(payment.accountID), "payer": Self.payer(terms.payer), "marketplace_owner": nil,
            "metadata": payment.details.metadata, "internal_metadata": [:],
            "additional_info": payment.details.additionalInfo,
            "order": [:], "external_reference": .text(payment.details.externalReference),
            "transaction_amount": .money(payment.amount), "transaction_amount_refunded": .money(payment.refunded),
            "coupon_amount": 0, "differential_pricing_id": nil, "deduction_schema": nil,
            "installments": .integer(terms.installments), "transaction_details": Self.transactionDetails(payment),
            "fee_details": [], "charges_details": [],
            "captured": .bool(payment.captured.minor > 0 || terms.capturesAtOnce),
            "binary_mode": .bool(terms.isBinary), "call_for_authorize_id": nil,
            "statement_descriptor": .text(terms.statementDescriptor),
            "card": terms.card.map { Self.card($0, payment) } ?? [:],
            "notification_url": .text(payment.details.notificationURL), "callback_url": .text(terms.callbackURL),
            "refunds": .array(found.refunds.map { RefundView.json($0, of: payment) }), "processing_mode": "aggregator",
            "merchant_account_id": nil, "merchant_number": nil, "acquirer_reconciliation": [],
            "point_of_interaction": Self.pointOfInteraction(payment), "barcode": Self.barcode(terms.code),
            "three_ds_info": nil,
        ]
    }

    private static func authorizationCode(_ payment: Payment) -> String { String(payment.id.description.suffix(6)) }

    private static func payer(_ payer: Payer) -> JSON {
        [
            "type": "guest", "id": nil, "operator_id": nil, "email": .string(payer.email.text),
            "identification": [
                "type": .text(payer.identification?.type), "number": .text(payer.identification?.number),
            ],
            "phone": ["area_code": nil, "number": nil, "extension": nil], "first_name": .text(payer.firstName),
            "last_name": .text(payer.lastName), "entity_type": nil,
        ]
    }

    private static func transactionDetails(_ payment: Payment) -> JSON {
        let terms = payment.terms
        let each = Money(
            minor: InstallmentPlan.installmentMinor(of: payment.amount, count: terms.installments),
            currency: payment.amount.currency
        )
        var reference: JSON = nil
        var line: JSON = nil
        switch terms.code {
        case .boleto(let barcode)?:
            reference = .string(String(barcode.suffix(11)))
            line = .string(Boleto.typeableLine(barcode))
        case .reference(let digits)?: reference = .string(String(digits.suffix(11)))
        case .pix?, nil: break
        }
        return [
            "payment_method_reference_id": reference, "verification_code": reference,
            "net_received_amount": .money(payment.captured), "total_paid_amount": .money(payment.amount),
            "overpaid_amount": 0, "external_resource_url": nil,
            "installment_amount": terms.kind.isCard ? .money(each) : 0,
            "financial_institution": .text(terms.financialInstitutionID), "payable_deferral_period": nil,
            "acquirer_reference": nil, "digitable_line": line,
        ]
    }

    private static func card(_ card: StoredCard, _ payment: Payment) -> JSON {
        [
            "id": nil, "first_six_digits": .string(card.firstSix), "last_four_digits": .string(card.lastFour),
            "expiration_month": .integer(card.expirationMonth), "expiration_year": .integer(card.expirationYear),
            "date_created": .date(payment.createdAt), "date_last_updated": .date(payment.createdAt),
            "cardholder": CardholderView.json(card.cardholder),
        ]
    }

    private static func pointOfInteraction(_ payment: Payment) -> JSON {
        guard case .pix(let text)? = payment.terms.code else { return [:] }
        let picture = QRCode.png(text).map { Base64.text($0) }
        return [
            "type": "PIX",
            "transaction_data": ["qr_code": .string(text), "qr_code_base64": .text(picture), "ticket_url": nil],
        ]
    }

    private static func barcode(_ code: PaymentCode?) -> JSON {
        switch code {
        case .boleto(let digits)?: ["type": "Code128C", "content": .string(digits)]
        case .reference(let digits)?: ["type": "Code128C", "content": .string(digits)]
        case .pix?, nil: nil
        }
    }
}

/// A refund on the wire.
enum RefundView {
    static func json(_ refund: Refund, of payment: Payment) -> JSON {
        [
            "id": .id(refund.id), "payment_id": .id(refund.paymentID), "amount": .money(refund.amount), "metadata": [:],
            "source": ["id": .string(payment.accountID.description), "name": nil, "type": "collector"],
            "date_created": .date(refund.createdAt), "expiration_date": nil, "unique_sequence_number": nil,
            "refund_mode": "standard", "adjustment_amount": 0, "status": "approved", "reason": nil, "labels": [],
            "amount_refunded_to_payer": .money(refund.amount), "additional_data": nil, "partition_details": [],
        ]
    }
}

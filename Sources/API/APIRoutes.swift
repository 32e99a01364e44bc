package import Operations
package import Web

/// The endpoints of the provider's API, one line each.
package enum APIRoutes {
    package static func add(to routes: inout Routes, _ operations: Operations, _ address: PublicAddress) {
        routes.add(ReadLiveness())
        routes.add(ReadReadiness(operations: operations))
        routes.add(ListErrorPages())
        routes.add(ReadErrorPage())

        routes.add(ReadCurrentUser())
        routes.add(OpenTestAccount(testAccounts: operations.testAccounts))
        routes.add(OpenTestUser(testAccounts: operations.testAccounts))
        routes.add(SearchTestAccounts(testAccounts: operations.testAccounts))
        routes.add(RenewTestAccountPassword(testAccounts: operations.testAccounts))
        routes.add(ReadApplication(applications: operations.applications))
        routes.add(CheckCredentials(credentials: operations.credentials, address: address))
        routes.add(ExamineCredentials(doctor: operations.doctor))
        ManagementRoutes.add(to: &routes, operations)
        routes.add(ReportLeak(leaks: operations.leaks))

        routes.add(CreateToken(tokens: operations.tokens))
        routes.add(PushAuthorization(authorization: operations.authorization))
        routes.add(IntrospectToken(introspection: operations.introspection, signing: operations.signing))
        routes.add(RevokeToken(introspection: operations.introspection))
        routes.add(ReadMetadata(address: address))
        routes.add(ReadSigningKeys(signing: operations.signing))

        routes.add(ListPaymentMethods())
        routes.add(SearchPaymentMethods())
        routes.add(ListInstallments())
        routes.add(ListCardIssuers())
        routes.add(ListSitePaymentMethods())
        routes.add(ListIdentificationTypes())

        routes.add(CreateCardToken(cardTokens: operations.cardTokens))
        routes.add(ReadCardToken(cardTokens: operations.cardTokens))
        routes.add(CloneCardToken(cardTokens: operations.cardTokens))
        routes.add(CompleteCardToken(cardTokens: operations.cardTokens))

        routes.add(CreateCustomer(customers: operations.customers))
        routes.add(SearchCustomers(customers: operations.customers))
        routes.add(ReadCustomer(customers: operations.customers))
        routes.add(UpdateCustomer(customers: operations.customers))
        routes.add(DeleteCustomer(customers: operations.customers))
        routes.add(SaveCustomerCard(customers: operations.customers))
        routes.add(ListCustomerCards(customers: operations.customers))
        routes.add(ReadCustomerCard(customers: operations.customers))
        routes.add(UpdateCustomerCard(customers: operations.customers))
        routes.add(DeleteCustomerCard(customers: operations.customers))

        routes.add(CreatePayment(payments: operations.payments))
        routes.add(SearchPayments(payments: operations.payments))
        routes.add(ReadPayment(payments: operations.payments))
        routes.add(UpdatePayment(payments: operations.payments))
        routes.add(CreateRefund(payments: operations.payments))
        routes.add(ListRefunds(payments: operations.payments))
        routes.add(ReadRefund(payments: operations.payments))
    }
}

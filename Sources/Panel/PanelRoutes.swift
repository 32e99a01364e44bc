import Domain
import HTTPTypes
import Hummingbird
package import Operations
package import Web

/// The pages of the panel, one line each.
package enum PanelRoutes {
    /// - Throws: what is wrong with a template.
    package static func add(
        to routes: inout Routes,
        _ operations: Operations,
        _ address: PublicAddress,
        isSignUpOpen: Bool,
        isSandbox: Bool
    ) throws {
        let pages = try self.pages(operations, address, isSandbox: isSandbox)
        StaticFile.add(to: &routes)
        self.addSignIn(pages, to: &routes, address, isSignUpOpen: isSignUpOpen)
        self.addAccount(pages, to: &routes)
        self.addApplications(pages, to: &routes)
        self.addCredentials(pages, to: &routes, address)
        self.addShares(pages, to: &routes, address)
        self.addOAuth(pages, to: &routes, address)
        pages.add(ActivityPage(operations: operations), to: &routes)
        pages.add(ApplicationActivityPage(operations: operations), to: &routes)
        pages.add(DoctorPage(), to: &routes)
        pages.add(ExamineText(doctor: operations.doctor), to: &routes)
        pages.add(TestCardsPage(), to: &routes)
        pages.add(TestAccountsPage(operations: operations), to: &routes)
        pages.add(CreateTestAccount(operations: operations), to: &routes)
        pages.add(RenewTestPassword(testAccounts: operations.testAccounts), to: &routes)
        pages.add(EditTestAccount(operations: operations), to: &routes)
        pages.add(DeleteTestAccount(testAccounts: operations.testAccounts), to: &routes)
        pages.add(HelpFrontPage(), to: &routes)
        pages.add(HelpPage(), to: &routes)
        pages.add(HelpIndex(address: address), to: &routes)
    }

    private static let places = ["/developers", "/settings", "/signin", "/signup", "/reset"]

    /// What answers people with a page where the panel has none.
    /// - Throws: what is wrong with a template.
    package static func missingPage(
        _ operations: Operations,
        _ address: PublicAddress,
        isSandbox: Bool
    ) throws -> EdgeMiddleware.MissingPage {
        let pages = try self.pages(operations, address, isSandbox: isSandbox)
        return { request, context in
            let path = request.uri.path
            guard request.method == .get, self.places.contains(where: { path == $0 || path.hasPrefix("\($0)/") }) else {
                return nil
            }
            return try await pages.missing(request, context)
        }
    }

    private static func pages(
        _ operations: Operations,
        _ address: PublicAddress,
        isSandbox: Bool
    ) throws -> PanelPages {
        PanelPages(operations: operations, templates: try Templates(), address: address, isSandbox: isSandbox)
    }

    private static func addSignIn(
        _ pages: PanelPages,
        to routes: inout Routes,
        _ address: PublicAddress,
        isSignUpOpen: Bool
    ) {
        let (accounts, sessions) = (pages.operations.accounts, pages.operations.sessions)
        let signIn = SignInPage(address: address, isSignUpOpen: isSignUpOpen)
        pages.add(FrontPage(), to: &routes)
        pages.add(PanelFrontPage(), to: &routes)
        pages.add(signIn, to: &routes)
        pages.add(SignIn(sessions: sessions, page: signIn), to: &routes)
        pages.add(CodePage(sessions: sessions), to: &routes)
        pages.add(EnterCode(sessions: sessions), to: &routes)
        pages.add(SignOut(sessions: sessions), to: &routes)
        pages.add(SignUpPage(), to: &routes)
        pages.add(RequestSignUp(accounts: accounts), to: &routes)
        pages.add(ResetPage(), to: &routes)
        pages.add(RequestReset(accounts: accounts), to: &routes)
        let signUp = LinkForm(purpose: .signUp, accounts: accounts)
        pages.add(SignUpLinkPage(form: signUp), to: &routes)
        pages.add(OpenAccount(form: signUp), to: &routes)
        let first = LinkForm(purpose: .firstOwner, accounts: accounts)
        pages.add(FirstOwnerPage(form: first), to: &routes)
        pages.add(OpenFirstAccount(form: first), to: &routes)
        let reset = LinkForm(purpose: .reset, accounts: accounts)
        pages.add(ResetLinkPage(form: reset), to: &routes)
        pages.add(ResetPassword(form: reset), to: &routes)
    }

    private static func addAccount(_ pages: PanelPages, to routes: inout Routes) {
        let operations = pages.operations
        pages.add(ChooseAccount(), to: &routes)
        pages.add(AccountPage(operations: operations), to: &routes)
        pages.add(ChangePassword(operations: operations), to: &routes)
        pages.add(EndSession(sessions: operations.sessions), to: &routes)
        pages.add(EndOtherSessions(sessions: operations.sessions), to: &routes)
        pages.add(BeginSecondFactor(factors: operations.secondFactors), to: &routes)
        pages.add(ConfirmSecondFactor(factors: operations.secondFactors), to: &routes)
        pages.add(RenewBackupCodes(factors: operations.secondFactors), to: &routes)
        pages.add(RemoveSecondFactor(factors: operations.secondFactors), to: &routes)
        pages.add(InviteMember(operations: operations), to: &routes)
        pages.add(ChangeRole(members: operations.members), to: &routes)
        pages.add(RemoveMember(members: operations.members), to: &routes)
        pages.add(AcceptInvitation(members: operations.members), to: &routes)
        pages.add(LeaveAccount(members: operations.members), to: &routes)
    }

    private static func addApplications(_ pages: PanelPages, to routes: inout Routes) {
        let operations = pages.operations
        let wizard = ApplicationWizard(operations: operations)
        let editor = ApplicationEditor(operations: operations)
        pages.add(Dashboard(operations: operations), to: &routes)
        pages.add(CreateApplicationPage(wizard: wizard), to: &routes)
        pages.add(CreateApplication(wizard: wizard), to: &routes)
        pages.add(ApplicationPage(operations: operations), to: &routes)
        pages.add(EditApplicationPage(editor: editor), to: &routes)
        pages.add(EditApplication(editor: editor), to: &routes)
        pages.add(SetLogo(editor: editor), to: &routes)
        LogoPicture.add(to: &routes, operations)
        pages.add(DeleteApplicationPage(operations: operations), to: &routes)
        pages.add(DeleteApplication(operations: operations), to: &routes)
        pages.add(RestoreApplication(operations: operations), to: &routes)
    }

    private static func addCredentials(_ pages: PanelPages, to routes: inout Routes, _ address: PublicAddress) {
        let operations = pages.operations
        pages.add(ProductionPage(operations: operations, address: address), to: &routes)
        pages.add(ActivateProduction(operations: operations, address: address), to: &routes)
        pages.add(TestPage(operations: operations, address: address), to: &routes)
        pages.add(EnvironmentFile(operations: operations, address: address), to: &routes)
        pages.add(RevealCredential(operations: operations), to: &routes)
        pages.add(SealPage(operations: operations), to: &routes)
        pages.add(SealCredentials(operations: operations), to: &routes)
        pages.add(RenewalPage(operations: operations), to: &routes)
        pages.add(RenewPair(operations: operations), to: &routes)
        pages.add(ReplaceLeakedPair(operations: operations), to: &routes)
        pages.add(ExtendOverlap(operations: operations), to: &routes)
        pages.add(CloseOverlap(operations: operations), to: &routes)
        pages.add(UndoRenewal(operations: operations), to: &routes)
        let restrictions = RestrictionsForm(operations: operations)
        pages.add(PairRestrictionsPage(form: restrictions), to: &routes)
        pages.add(RestrictPair(form: restrictions), to: &routes)
        pages.add(ShareRestrictionsPage(form: restrictions), to: &routes)
        pages.add(RestrictShare(form: restrictions), to: &routes)
    }

    private static func addOAuth(_ pages: PanelPages, to routes: inout Routes, _ address: PublicAddress) {
        let operations = pages.operations
        let authorization = operations.authorization
        pages.add(
            AuthorizationPage(authorization: authorization, logos: operations.logos, address: address),
            to: &routes
        )
        pages.add(DecideAuthorization(authorization: authorization, address: address), to: &routes)
        pages.add(GivenGrantsPage(operations: operations), to: &routes)
        pages.add(EndGivenGrant(grants: operations.grants), to: &routes)
        let page = OAuthPage(operations: operations, address: address)
        pages.add(page, to: &routes)
        pages.add(SetOAuthClient(page: page), to: &routes)
        pages.add(EndReceivedGrant(operations: operations), to: &routes)
    }

    private static func addShares(_ pages: PanelPages, to routes: inout Routes, _ address: PublicAddress) {
        let operations = pages.operations
        pages.add(SharesPage(operations: operations), to: &routes)
        pages.add(OfferShare(operations: operations), to: &routes)
        pages.add(CancelShare(operations: operations), to: &routes)
        pages.add(SharedPage(operations: operations), to: &routes)
        pages.add(AcceptShare(shares: operations.shares), to: &routes)
        pages.add(RefuseShare(shares: operations.shares), to: &routes)
        pages.add(ReturnShare(shares: operations.shares), to: &routes)
        pages.add(RevealShare(operations: operations), to: &routes)
        pages.add(ShareEnvironmentFile(operations: operations, address: address), to: &routes)
        pages.add(RequestAccess(operations: operations), to: &routes)
        pages.add(SettingsCredentialsPage(operations: operations), to: &routes)
        pages.add(GrantAccess(operations: operations), to: &routes)
        pages.add(RefuseAccess(operations: operations), to: &routes)
    }
}

/// The server's own address, which leads to the panel.
struct FrontPage: OpenPage {
    static let route = Route(.get, "/")
    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer { .redirect("/developers/panel/app") }
}

struct PanelFrontPage: OpenPage {
    static let route = Route(.get, "/developers/panel")
    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer { .redirect("/developers/panel/app") }
}

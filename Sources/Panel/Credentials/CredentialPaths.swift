import Domain
import Operations

extension OwnedApplication {
    /// The page on which the pairs of a mode stand.
    func credentialsPath(_ mode: Mode) -> String {
        let page = mode == .live || self.isForTests ? "production" : "test"
        return "/developers/panel/app/\(self.application.id)/\(page)"
    }
}

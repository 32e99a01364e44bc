package import Hummingbird
import Logging

/// What the edge knows of one request.
package struct EdgeContext: RequestContext {
    package var coreContext: CoreRequestContextStorage

    package init(source: ApplicationRequestContextSource) {
        self.coreContext = CoreRequestContextStorage(source: source)
    }
}

// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
    // Generic code of one layer is specialised in the layers above; the hot paths are made of it.
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let tracing = Target.Dependency.product(name: "Tracing", package: "swift-distributed-tracing")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypesHTTP1 = Target.Dependency.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")

let package = Package(
    name: "llavero",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "llavero", targets: ["Server"]),
        .executable(name: "llavero-bench", targets: ["Bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(
            url: "https://github.com/apple/swift-configuration.git",
            from: "1.4.0",
            traits: ["JSON"]
        ),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.9.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing.git", from: "1.4.1"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(name: "CLibQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLibCMark", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CLibGD", providers: [.apt(["libgd-dev"])]),
        .target(name: "CHelpPictures", exclude: ["made-from", "pictures"]),

        .target(name: "Domain", dependencies: [crypto, cryptoExtras], swiftSettings: strict),
        .target(name: "Storage", dependencies: ["Domain"], swiftSettings: strict),
        .target(
            name: "StorageSQLite",
            dependencies: [
                "Storage", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .target(name: "StoragePostgres", dependencies: ["Storage", "CLibPQ"], swiftSettings: strict),
        .target(
            name: "Operations",
            dependencies: ["Domain", "Storage", "CLibArgon2", crypto, logging, lifecycle, metrics],
            swiftSettings: strict
        ),
        .target(
            name: "Web",
            dependencies: [
                "Domain", "Operations", hummingbird, hummingbirdCore, httpTypes, logging, lifecycle, nioCore, nioPosix,
                nioHTTPTypes, nioHTTP1, nioHTTPTypesHTTP1, metrics, tracing, httpClient,
            ],
            swiftSettings: strict
        ),
        .target(name: "Pictures", dependencies: ["CLibQREncode", "CLibGD"], swiftSettings: strict),
        .target(
            name: "API",
            dependencies: ["Domain", "Operations", "Web", "Pictures", hummingbird, httpTypes],
            swiftSettings: strict
        ),
        .target(
            name: "Help",
            dependencies: ["Domain", "CLibCMark", "CHelpPictures", crypto],
            resources: [.embedInCode("Pages")],
            swiftSettings: strict
        ),
        .target(
            name: "Panel",
            dependencies: [
                "Domain", "Operations", "Web", "Pictures", "Help", hummingbird, httpTypes, crypto, logging, nioCore,
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [.embedInCode("Templates")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "Server",
            dependencies: [
                "Domain", "Storage", "StorageSQLite", "StoragePostgres", "Operations", "Web", "API", "Panel",
                "Pictures",
                hummingbird, logging, lifecycle, unixSignals, nioCore, "CLibCurl",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
            ],
            swiftSettings: strict
        ),

        .executableTarget(
            name: "Bench",
            dependencies: [
                "Domain", "Storage", "StorageSQLite", hummingbird, logging, nioCore, nioHTTP1, nioPosix,
            ],
            path: "Benchmarks/Floors",
            swiftSettings: strict
        ),

        .target(
            name: "TestSupport",
            dependencies: [
                "Domain", "Storage", "StorageSQLite", "StoragePostgres", "Operations", "Web", "API", crypto, logging,
                hummingbird,
            ],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        .testTarget(name: "DomainTests", dependencies: ["Domain", crypto], swiftSettings: strict),
        .testTarget(
            name: "StorageTests",
            dependencies: ["Domain", "Storage", "StorageSQLite", "StoragePostgres", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "OperationsTests",
            dependencies: ["Domain", "Storage", "Operations", "TestSupport", crypto],
            swiftSettings: strict
        ),
        .testTarget(
            name: "APITests",
            dependencies: [
                "Domain", "Storage", "Operations", "Web", "API", "Server", "TestSupport", hummingbirdTesting,
                hummingbird, httpTypes,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "PanelTests",
            dependencies: [
                "Domain", "Help", "Storage", "Operations", "Web", "Panel", "Server", "TestSupport", hummingbirdTesting,
                hummingbird, httpTypes, crypto,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ServerTests",
            dependencies: ["Domain", "Storage", "StorageSQLite", "Operations", "Web", "Server", "TestSupport"],
            swiftSettings: strict
        ),
    ]
)

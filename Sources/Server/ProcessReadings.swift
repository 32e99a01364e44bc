import Foundation

/// What the kernel says of this process, by the names that every Prometheus client has for it.
enum ProcessReadings {
    static let help = [
        "process_resident_memory_bytes": "Resident memory in bytes.",
        "process_open_fds": "File descriptors that are open.",
        "process_max_fds": "File descriptors that may be open.",
        "process_cpu_seconds_total": "Time on processors, of users and the system, in seconds.",
    ]

    static func now() -> [(String, Double)] {
        var readings: [(String, Double)] = []
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            readings.append(("process_max_fds", Double(limit.rlim_cur)))
        }
        var usage = rusage()
        if getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 {
            let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
            let micros = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
            readings.append(("process_cpu_seconds_total", Double(seconds) + Double(micros) / 1_000_000))
        }
        if let pages = self.residentPages {
            readings.append(("process_resident_memory_bytes", pages * Double(getpagesize())))
        }
        if let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
            readings.append(("process_open_fds", Double(open)))
        }
        return readings
    }

    private static var residentPages: Double? {
        guard let data = FileManager.default.contents(atPath: "/proc/self/statm") else { return nil }
        let fields = String(decoding: data, as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? Double(fields[1]) : nil
    }
}

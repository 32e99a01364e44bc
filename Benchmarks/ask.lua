-- Asks a gateway's question with another token each time, at random from the file named by BENCH_TOKENS.
-- All tokens are of one length, and stand in one text: a table of a million would keep this side busy.
local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

function init()
    math.randomseed(os.time() + number)
    local file = io.open(os.getenv("BENCH_TOKENS"))
    tokens = file:read("*a")
    file:close()
    line = tokens:find("\n", 1, true)
    count = #tokens / line
    wrk.headers["Authorization"] = "Bearer @"
    local first = wrk.format("GET")
    before, after = first:match("^(.-)@(.*)$")
end

function request()
    local start = math.random(0, count - 1) * line
    return before .. tokens:sub(start + 1, start + line - 1) .. after
end

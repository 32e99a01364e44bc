-- Asks a gateway's question with another token each time, at random from the file named by BENCH_TOKENS.
local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

function init()
    math.randomseed(os.time() + number)
    tokens = {}
    for line in io.lines(os.getenv("BENCH_TOKENS")) do tokens[#tokens + 1] = line end
    wrk.headers["Authorization"] = "Bearer @"
    local first = wrk.format("GET")
    before, after = first:match("^(.-)@(.*)$")
end

function request() return before .. tokens[math.random(#tokens)] .. after end

-- A new idempotency key for each request of each run: a repeated key would measure replays.
local thread = 0
function setup(handle)
    handle:set("number", thread)
    thread = thread + 1
end

local count = 0
function request()
    count = count + 1
    wrk.headers["X-Idempotency-Key"] = string.format("%s-%d-%d", os.getenv("BENCH_RUN"), number, count)
    return wrk.format("POST")
end

wrk.headers["Content-Type"] = "application/json"
wrk.body = string.format('{"transaction_amount":10,"payment_method_id":"%s","payer":{"email":"test_user_1@testuser.com",'
    .. '"first_name":"Ana","last_name":"Silva","identification":{"type":"CPF","number":"12345678909"}}}', os.getenv("BENCH_METHOD"))

function done(summary)
    local errors = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
    if errors > 0 then io.stderr:write(string.format("%d requests failed\n", errors)) end
end

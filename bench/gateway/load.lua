-- Each request has one of 20 users' tokens; or, with the argument `hit`, none and a response that is cached.
local requests, n = {}, 0
function init(args)
  if args[1] == "hit" then
    requests[1] = wrk.format("GET", "/v1/shared/secret")
    return
  end
  for token in io.lines("tokens.txt") do
    wrk.headers["Authorization"] = "Bearer " .. token
    requests[#requests + 1] = wrk.format("GET", "/v1/media?limit=20")
  end
end
function request()
  n = n % #requests + 1
  return requests[n]
end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
    e.status + e.connect + e.read + e.timeout, latency:percentile(50), latency:percentile(99)))
end

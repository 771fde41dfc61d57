-- POST /session.json, each request with a body of its own: thread n of T takes every T-th line of BODIES
local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
  thread:set("total", tonumber(os.getenv("WRK_THREADS")))
end
function init()
  bodies, at = {}, 0
  local n = 0
  for line in io.lines(os.getenv("BODIES")) do
    if n % total == number then bodies[#bodies + 1] = line end
    n = n + 1
  end
  headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }
end
function request()
  at = at % #bodies + 1
  return wrk.format("POST", "/session.json", headers, bodies[at])
end

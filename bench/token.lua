-- METHOD /session.json with the tokens 1 to TOKENS, written as 40 hex digits; DELETE takes each once, GET at random
local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
  thread:set("total", tonumber(os.getenv("WRK_THREADS")))
end
function init()
  method, tokens, first = os.getenv("METHOD"), tonumber(os.getenv("TOKENS")), tonumber(os.getenv("FIRST") or "1")
  at = number
  math.randomseed(number + 1)
end
function request()
  local token
  if method == "GET" then
    token = first + math.random(0, tokens - 1)
  else
    token = first + at % tokens
    at = at + total
  end
  return wrk.format(method, "/session.json", { ["QB-Token"] = string.format("%040x", token) })
end

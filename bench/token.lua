-- METHOD /session.json with the tokens FIRST to FIRST + TOKENS - 1, written as 40 hex digits: at random, or with ONCE each once
local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
  thread:set("total", tonumber(os.getenv("WRK_THREADS")))
end
function init()
  method, tokens, first = os.getenv("METHOD"), tonumber(os.getenv("TOKENS")), tonumber(os.getenv("FIRST"))
  once = os.getenv("ONCE") == "yes"
  at = number
  math.randomseed(number + 1)
end
function request()
  local token
  if once then
    token = first + at % tokens
    at = at + total
  else
    token = first + math.random(0, tokens - 1)
  end
  return wrk.format(method, "/session.json", { ["QB-Token"] = string.format("%040x", token) })
end

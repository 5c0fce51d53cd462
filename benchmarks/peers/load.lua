-- What wrk sends: GET or POST of /api/messages, with the tokens of a file in turn.
-- Arguments: the method, the file, how many of its tokens are used (0 for all).

local body = '{"text":"Sixty characters are about what people write in one message."}'
local requests = {}
local last = 0

function init(args)
  local method, file, limit = args[1], args[2], tonumber(args[3])
  for token in io.lines(file) do
    local headers = { ["Authorization"] = "Bearer " .. token }
    if method == "POST" then
      headers["Content-Type"] = "application/json"
    end
    requests[#requests + 1] =
      wrk.format(method, "/api/messages", headers, method == "POST" and body or nil)
    if #requests == limit then
      break
    end
  end
end

function request()
  last = last % #requests + 1
  return requests[last]
end

-- One line for the script that started wrk: requests answered, and those that failed. wrk counts an
-- answer of 400 and above as an error of status, and among the requests too.
function done(summary)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
  io.write(string.format("answered %d failed %d\n", summary.requests, failed))
end

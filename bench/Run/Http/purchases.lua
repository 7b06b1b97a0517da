-- The load: one purchase of a random member after the other, each with a transaction id of its own.
--   wrk ... -s purchases.lua URL -- RUN FIRST END SEED
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  run, first, behind, issued = args[1], tonumber(args[2]), tonumber(args[3]), 0
  math.randomseed(tonumber(args[4]) + number)
end

function request()
  issued = issued + 1
  local body = string.format(
    '{"transactionId":"%s-%d-%d","type":"flight","amount":%d.%02d,"currency":"CHF"}',
    run, number, issued, math.random(1, 49), math.random(0, 99))
  return string.format(
    "POST /v1/members/BENCH%07d/purchases HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
    math.random(first, behind - 1), #body, body)
end

function done(summary, latency)
  local sent = 0
  for _, thread in ipairs(threads) do sent = sent + thread:get("issued") end
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"sent":%d,"answered":%d,"microseconds":%d,"refused":%d,"broken":%d,"p50":%d,"p99":%d}\n',
    sent, summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end

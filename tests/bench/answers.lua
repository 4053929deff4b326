-- What wrk saw, as one line for a program; times in microseconds. A POST is sent where a body is given.
if os.getenv("BENCH_BODY") then
  wrk.method = "POST"
  wrk.body = os.getenv("BENCH_BODY")
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

function done(summary, latency)
  local bad = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format(
    'BENCH {"requests":%d,"us":%d,"bytes":%d,"p50":%d,"p99":%d,"max":%d,"broken":%d,"refused":%d}',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99), latency.max,
    bad, summary.errors.status))
end

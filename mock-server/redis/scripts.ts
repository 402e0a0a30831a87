/** Adds to a room's log, in one order for all, and tells every process. KEYS: log, room, open turns, all rooms. */
const append = `
local news, key, entry, said, answers, ttl, most = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6], ARGV[7]
local function append()
  local n = redis.call('HINCRBY', KEYS[2], 'n', 1)
  local time = redis.call('TIME')
  local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
  local at = math.max(now, tonumber(redis.call('HGET', KEYS[2], 'at') or '0') + 1)
  local place = redis.call('HINCRBY', KEYS[2], 'place', answers) - answers
  if said > 0 then redis.call('HSET', KEYS[2], 'at', string.format('%.0f', at + said - 1)) end
  local written = string.format('%.0f', at)
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', most, n .. '-0', 'at', written, 'place', place, 'entry', entry)
  for i = 1, 3 do redis.call('PEXPIRE', KEYS[i], ttl) end
  redis.call('ZADD', KEYS[4], now, key)
  redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', now - tonumber(ttl))
  redis.call('PUBLISH', news, cjson.encode({'room', key, tostring(n), written, tostring(place), entry}))
  return {1, tostring(n), written, tostring(place)}
end
if redis.call('HEXISTS', KEYS[2], 'epoch') == 0 then return {-1} end
`;

/** KEYS as `append`, and the turn and the list of turns. ARGV as `append`, then turn, owner, task. A turn is taken once. */
export const TAKE = `${append}
local turn, owner, task = ARGV[8], ARGV[9], ARGV[10]
if redis.call('EXISTS', KEYS[5]) == 1 then return {0, redis.call('HGET', KEYS[3], turn) or ''} end
redis.call('HSET', KEYS[5], 'task', task, 'owner', owner)
redis.call('PEXPIRE', KEYS[5], ttl)
redis.call('SADD', KEYS[6], turn)
redis.call('PEXPIRE', KEYS[6], ttl)
redis.call('HSET', KEYS[3], turn, owner)
return append()`;

/** KEYS as `append`, and the turn. ARGV as `append`, then person, asked; then the turn to end, its owner, and whether it counts. */
export const NOTE = `${append}
local person, asked, turn, owner, counts = ARGV[8], ARGV[9], ARGV[10], ARGV[11], ARGV[12]
if turn ~= '' then
  if redis.call('HGET', KEYS[3], turn) ~= owner then return {0} end
  redis.call('HDEL', KEYS[3], turn)
  if counts ~= 'yes' then redis.call('DEL', KEYS[5]) end
end
if person == 'null' then redis.call('HDEL', KEYS[2], 'person') elseif person ~= '' then redis.call('HSET', KEYS[2], 'person', person) end
if asked == 'null' then redis.call('HDEL', KEYS[2], 'asked') elseif asked ~= '' then redis.call('HSET', KEYS[2], 'asked', asked) end
return append()`;

/** KEYS as `append`, the turn, and the sign of life of the one who has it. ARGV as `append`, then turn, who has it, who wants it. */
export const SEIZE = `${append}
local turn, before, owner = ARGV[8], ARGV[9], ARGV[10]
if redis.call('HGET', KEYS[3], turn) ~= before then return {0} end
if before ~= owner and redis.call('EXISTS', KEYS[6]) == 1 then return {0} end
redis.call('HSET', KEYS[3], turn, owner)
redis.call('HSET', KEYS[5], 'owner', owner)
return append()`;

/** KEYS: turn, its pieces. ARGV: owner, time to live, channel, pieces. Whoever lost the turn says nothing more. */
export const SPEAK = `
if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return -1 end
local size = redis.call('RPUSH', KEYS[2], unpack(ARGV, 4))
redis.call('PEXPIRE', KEYS[2], ARGV[2])
redis.call('PUBLISH', ARGV[3], size)
return size`;

/** KEYS: bucket. ARGV: most at once, and how many come back in a millisecond. Answers how long to wait. */
export const POUR = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local burst, refill = tonumber(ARGV[1]), tonumber(ARGV[2])
local tokens = tonumber(redis.call('HGET', KEYS[1], 'tokens') or burst)
local at = tonumber(redis.call('HGET', KEYS[1], 'at') or now)
tokens = math.min(burst, tokens + math.max(0, now - at) * refill)
local wait = 0
if tokens >= 1 then tokens = tokens - 1 else wait = math.ceil((1 - tokens) / refill) end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil(burst / refill) + 1000)
return wait`;

/** KEYS: a list. ARGV: what comes, how much is kept, time to live. */
export const ADD = `
redis.call('RPUSH', KEYS[1], ARGV[1])
redis.call('LTRIM', KEYS[1], '-' .. ARGV[2], -1)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`;

/** KEYS: files by age, their weights, of which the nameless one is that of all. ARGV: what keys of files begin with, a file. */
const scales = `
local start, id = ARGV[1], ARGV[2]
local function unweigh(file)
  local weight = redis.call('HGET', KEYS[2], file)
  if not weight then return end
  redis.call('HINCRBY', KEYS[2], '', '-' .. weight)
  redis.call('HDEL', KEYS[2], file)
  redis.call('ZREM', KEYS[1], file)
end
local function drop(file)
  unweigh(file)
  redis.call('UNLINK', start .. file)
end
`;

/** KEYS and ARGV as `scales`. */
export const DROP = `${scales}
drop(id)
return 1`;

/** KEYS and ARGV as `scales`, then its weight, the most for all, time to live, what is written. Those that are over or too many go. */
export const WEIGH = `${scales}
local weight, most, ttl = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
unweigh(id)
for _, file in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - ttl, 'LIMIT', 0, 100)) do drop(file) end
redis.call('SET', start .. id, ARGV[6], 'PX', ttl)
redis.call('HSET', KEYS[2], id, weight)
redis.call('ZADD', KEYS[1], now, id)
redis.call('HINCRBY', KEYS[2], '', weight)
while tonumber(redis.call('HGET', KEYS[2], '')) > most do
  -- Of those of one millisecond it may stand first itself.
  local oldest, next = unpack(redis.call('ZRANGE', KEYS[1], 0, 1))
  if oldest == id then oldest = next end
  if oldest == nil then break end
  drop(oldest)
end
for i = 1, 2 do redis.call('PEXPIRE', KEYS[i], ttl) end
return 1`;

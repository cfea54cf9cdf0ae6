import type { Redis } from "ioredis";
import type { Shared, Spent } from "../../engine/contract/ports/shared.ts";
import { connectRedis, type RedisSettings } from "./redis_connection.ts";

/**
 * A person's entry outlives every socket; whoever is away for longer enters again. Beside each
 * person's gateways stand each gateway's persons and the list of all gateways: when the lease of one
 * is over, the others take its name out of every set, so that a killed one leaves nothing for a day.
 * A gateway's name is new with each start, so its next life is among those others; one that was
 * merely paused is `new` to all when it says again that it lives, and enters everybody again.
 */
const PERSON_SECONDS = 24 * 3_600;
const LIVES = "tg:lives";
/** Persons taken out in one go, which holds Redis for about a millisecond. */
const SWEPT_AT_ONCE = 1_000;
/** Goes at one beat; the next one goes on. */
const SWEEPS_PER_BEAT_MAX = 10;
/** Goes when a gateway is stopped: all the sockets that one may have. */
const SWEEPS_AT_END_MAX = 200;

/** In one step with the look at the lease: who enters again meanwhile is not taken out. */
const SWEEP = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
for _, person in ipairs(redis.call('SPOP', KEYS[2], ARGV[2])) do
  redis.call('SREM', 'tg:p:' .. person, ARGV[1])
end
local left = redis.call('SCARD', KEYS[2])
if left == 0 then redis.call('SREM', KEYS[3], ARGV[1]) end
return left`;

/**
 * A token bucket by Redis's own clock: refills, takes what was spent, answers what is left. Debts
 * are bounded by one burst, so that a storm is over when it is over.
 */
const SPEND = `
local now = redis.call('TIME')
now = now[1] * 1000 + now[2] / 1000
local spent, rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local held = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(held[1]) or burst
local at = tonumber(held[2]) or now
tokens = math.min(burst, tokens + math.max(0, now - at) / 1000 * rate) - spent
tokens = math.max(-burst, math.min(burst, tokens))
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', tostring(now))
redis.call('PEXPIRE', KEYS[1], math.ceil((burst - tokens) / rate * 1000) + 1000)
return tostring(tokens)`;

interface Scripted extends Redis {
  spendTokens(key: string, spent: number, perSecond: number, burst: number): Promise<string>;
  sweepLife(...keysThenLifeAndCount: [...string[], number]): Promise<number>;
}

/** The same as `memoryShared`, for gateways of many processes. Never rejects. */
export function redisShared(settings: RedisSettings): Shared {
  const redis = connectRedis(settings) as Scripted;
  redis.defineCommand("spendTokens", { numberOfKeys: 1, lua: SPEND });
  redis.defineCommand("sweepLife", { numberOfKeys: 3, lua: SWEEP });
  /** Those that this process said to live. */
  const own = new Set<string>();

  const away = <T, Otherwise>(asked: Promise<T>, otherwise: Otherwise): Promise<T | Otherwise> =>
    asked.catch(() => otherwise);
  const each = (names: readonly string[], ask: (name: string) => Promise<unknown>) =>
    away(Promise.all(names.map(ask)).then(() => true), false);

  return {
    putTicket: (name, holder, forMs) =>
      away(redis.set(`tg:t:${name}`, holder, "PX", forMs).then(() => true), false),
    takeTicket: (name) =>
      away(
        redis.getdel(`tg:t:${name}`).then((holder) => holder === null ? {} : { holder }),
        undefined,
      ),
    async alive(gateway, forMs) {
      own.add(gateway);
      const before = redis.set(`tg:g:${gateway}`, "1", "PX", forMs, "GET");
      const known = await away(before.then((found) => found === null ? "new" : "known"), undefined);
      if (known !== undefined) await away(sweepDead(redis, gateway), undefined);
      return known;
    },
    enter: (gateway, people) =>
      people.length === 0 ? Promise.resolve(true) : away(
        // All at once, in this order: whoever dies in between is known to have been there, and who
        // leaves before an answer came is taken out after having been put in.
        Promise.all([
          redis.sadd(LIVES, gateway),
          ...people.flatMap((person) => [
            redis.sadd(`tg:h:${gateway}`, person),
            redis.sadd(`tg:p:${person}`, gateway),
            redis.expire(`tg:p:${person}`, PERSON_SECONDS),
          ]),
          redis.expire(`tg:h:${gateway}`, PERSON_SECONDS),
        ]).then(() => true),
        false,
      ),
    leave: (gateway, people) =>
      each(people, async (person) => {
        await Promise.all([
          redis.srem(`tg:h:${gateway}`, person),
          redis.srem(`tg:p:${person}`, gateway),
        ]);
      }),
    elsewhere: (gateway, person) =>
      away(
        (async () => {
          const others = (await redis.smembers(`tg:p:${person}`)).filter((one) => one !== gateway);
          if (others.length === 0) return false;
          return await redis.exists(others.map((one) => `tg:g:${one}`)) > 0;
        })(),
        undefined,
      ),
    spend: (spent) => away(Promise.all(spent.map((one) => spendOne(redis, one))), undefined),
    async close() {
      for (const life of own) {
        await away(redis.del(`tg:g:${life}`).then(() => sweep(redis, life, SWEEPS_AT_END_MAX)), 0);
      }
      redis.disconnect();
    },
  };
}

/** Takes a gateway whose lease is over out of its persons' sets; resolves to those still left. */
async function sweep(redis: Scripted, life: string, timesMax: number): Promise<number> {
  let left = 1;
  for (let times = 0; left > 0 && times < timesMax; times++) {
    left = await redis.sweepLife(`tg:g:${life}`, `tg:h:${life}`, LIVES, life, SWEPT_AT_ONCE);
  }
  return left;
}

async function sweepDead(redis: Scripted, me: string): Promise<void> {
  const others = (await redis.smembers(LIVES)).filter((one) => one !== me);
  if (others.length === 0) return;
  const leases = await redis.mget(others.map((one) => `tg:g:${one}`));
  for (const dead of others.filter((_, at) => leases[at] === null)) {
    await sweep(redis, dead, SWEEPS_PER_BEAT_MAX);
  }
}

const spendOne = async (redis: Scripted, one: Spent): Promise<number> => {
  const { budget, key, tokens, perSecond, burst } = one;
  return Number(await redis.spendTokens(`tg:b:${budget}:${key}`, tokens, perSecond, burst));
};

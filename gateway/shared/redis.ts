import type { Redis } from "ioredis";
import type { Shared, Spent } from "../../engine/contract/ports/shared.ts";
import { connectRedis, type RedisSettings } from "./redis_connection.ts";

/** A person's entry outlives every socket; whoever is away for longer enters again. */
const PERSON_SECONDS = 24 * 3_600;

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
}

/** The same as `memoryShared`, for gateways of many processes. Never rejects. */
export function redisShared(settings: RedisSettings): Shared {
  const redis = connectRedis(settings) as Scripted;
  redis.defineCommand("spendTokens", { numberOfKeys: 1, lua: SPEND });

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
    alive: (gateway, forMs) =>
      away(
        redis.set(`tg:g:${gateway}`, "1", "PX", forMs, "GET")
          .then((before) => before === null ? "new" as const : "known" as const),
        undefined,
      ),
    enter: (gateway, people) =>
      each(people, async (person) => {
        const asked = [
          redis.sadd(`tg:p:${person}`, gateway),
          redis.expire(`tg:p:${person}`, PERSON_SECONDS),
        ];
        await Promise.all(asked);
      }),
    leave: (gateway, people) => each(people, (person) => redis.srem(`tg:p:${person}`, gateway)),
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
    close: () => Promise.resolve(redis.disconnect()),
  };
}

const spendOne = async (redis: Scripted, one: Spent): Promise<number> => {
  const { budget, key, tokens, perSecond, burst } = one;
  return Number(await redis.spendTokens(`tg:b:${budget}:${key}`, tokens, perSecond, burst));
};

import { Redis } from "ioredis";
import type { Shared, Spent } from "../../engine/contract/ports/shared.ts";

/** Nothing waits longer for it: the way without Redis is as good for a while. */
const ANSWER_WITHIN_MS = 500;
const CONNECT_WITHIN_MS = 2_000;
const RECONNECT_MS_MAX = 2_000;
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

export interface RedisSettings {
  /** `redis://:password@host:6379/0`, or `rediss://` over TLS. */
  url: string;
  /** PEM of the authority that signed the server's certificate. */
  authority?: string;
  /** Told when it goes away and when it is back. */
  onChange(there: boolean): void;
}

/** The same as `memoryShared`, for gateways of many processes. Never rejects. */
export function redisShared(settings: RedisSettings): Shared {
  const redis = new Redis(settings.url, {
    connectTimeout: CONNECT_WITHIN_MS,
    commandTimeout: ANSWER_WITHIN_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(RECONNECT_MS_MAX, 50 * 2 ** Math.min(times, 6)),
    ...(settings.authority === undefined ? {} : { tls: { ca: settings.authority } }),
  }) as Scripted;
  redis.defineCommand("spendTokens", { numberOfKeys: 1, lua: SPEND });
  let there = false;
  const turn = (now: boolean) => {
    if (there !== now) settings.onChange(there = now);
  };
  redis.on("ready", () => turn(true));
  redis.on("close", () => turn(false));
  redis.on("error", () => {}); // `close` follows, and each call says for itself that it failed

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

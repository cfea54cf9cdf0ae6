import { Redis } from "ioredis";

/** Nothing waits longer for it: the way without Redis is as good for a while. */
const ANSWER_WITHIN_MS = 500;
const CONNECT_WITHIN_MS = 2_000;
const RECONNECT_MS_MAX = 2_000;

export interface RedisSettings {
  /** `redis://:password@host:6379/0`, or `rediss://` over TLS. */
  url: string;
  /** PEM of the authority that signed the server's certificate. */
  authority?: string;
  /** Told when it goes away and when it is back. */
  onChange?(there: boolean): void;
}

/** A connection that comes back by itself; while it is away every call fails at once. */
export function connectRedis(settings: RedisSettings): Redis {
  const redis = new Redis(settings.url, {
    connectTimeout: CONNECT_WITHIN_MS,
    commandTimeout: ANSWER_WITHIN_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(RECONNECT_MS_MAX, 50 * 2 ** Math.min(times, 6)),
    ...(settings.authority === undefined ? {} : { tls: { ca: settings.authority } }),
  });
  let there = false;
  const turn = (now: boolean) => {
    if (there !== now) settings.onChange?.(there = now);
  };
  redis.on("ready", () => turn(true));
  redis.on("close", () => turn(false));
  redis.on("error", () => {}); // `close` follows, and each call says for itself that it failed
  return redis;
}

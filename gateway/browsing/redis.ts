import type { Redis } from "ioredis";
import type { Browsing, BrowsingPlace, Invitation } from "../../engine/contract/ports/browsing.ts";
import { connectRedis, type RedisSettings } from "../shared/redis_connection.ts";

/**
 * Who is browsing, for gateways of many processes: an entry per person that ends by itself, and per
 * company their ids by the time at which they were last seen, whose ended ones are dropped when the
 * list is read. Never rejects.
 */
const LISTED_MAX = 10_000;
/** The ids of a company in which nobody browses any more. */
const IDS_SECONDS = 24 * 3_600;

/** Of several answers to one invitation the first counts; it stays as long as it would have. */
const ANSWER = `
local held = redis.call('GET', KEYS[1])
if not held then return 0 end
local one = cjson.decode(held)
if one.invitation ~= ARGV[1] or one.answer then return 0 end
one.answer = ARGV[2]
redis.call('SET', KEYS[1], cjson.encode(one), 'KEEPTTL')
return 1`;

interface Scripted extends Redis {
  answerInvitation(key: string, invitation: string, answer: string): Promise<number>;
}

const idsOf = (workspace: string): string => `tg:w:${workspace}`;
const entryOf = (workspace: string, browsing: string): string => `tg:w:${workspace}:${browsing}`;
const askedOf = (workspace: string, browsing: string): string => `tg:i:${workspace}:${browsing}`;

const read = <Value>(text: string | null): Value | undefined =>
  text === null ? undefined : JSON.parse(text) as Value;

const away = <T>(asked: Promise<T>): Promise<T | undefined> => asked.catch(() => undefined);

export function redisBrowsing(settings: RedisSettings): BrowsingPlace {
  const redis = connectRedis(settings) as Scripted;
  redis.defineCommand("answerInvitation", { numberOfKeys: 1, lua: ANSWER });

  async function put(workspace: string, one: Browsing, forMs: number): Promise<true> {
    await redis.multi()
      .set(entryOf(workspace, one.browsing), JSON.stringify(one), "PX", forMs)
      .zadd(idsOf(workspace), one.seenAt, one.browsing)
      .zremrangebyrank(idsOf(workspace), 0, -LISTED_MAX - 1)
      .expire(idsOf(workspace), IDS_SECONDS)
      .exec();
    return true;
  }

  async function list(workspace: string, max: number): Promise<Browsing[]> {
    const found: Browsing[] = [];
    for (let from = 0; found.length < max && from < LISTED_MAX;) {
      const ids = await redis.zrevrange(idsOf(workspace), from, from + max - 1);
      if (ids.length === 0) break;
      const texts = await redis.mget(ids.map((id) => entryOf(workspace, id)));
      const ended = ids.filter((_, at) => texts[at] === null);
      found.push(...texts.flatMap((text) => read<Browsing>(text) ?? []));
      if (ended.length > 0) await redis.zrem(idsOf(workspace), ...ended);
      from += ids.length - ended.length;
    }
    return found.slice(0, max);
  }

  return {
    get: (workspace, browsing) =>
      away(redis.get(entryOf(workspace, browsing)).then((text) => read<Browsing>(text))),
    put: (workspace, one, forMs) => away(put(workspace, one, forMs)),
    drop: (workspace, browsing) =>
      away(
        redis.multi().del(entryOf(workspace, browsing)).zrem(idsOf(workspace), browsing).exec()
          .then(() => true as const),
      ),
    list: (workspace, max) => away(list(workspace, max)),
    invite: (workspace, browsing, invitation, forMs) =>
      away(
        redis.set(askedOf(workspace, browsing), JSON.stringify(invitation), "PX", forMs, "NX")
          .then((set) => set !== null),
      ),
    invitationOf: (workspace, browsing) =>
      away(redis.get(askedOf(workspace, browsing)).then((text) => read<Invitation>(text))),
    invitationsOf: (workspace, browsing) =>
      browsing.length === 0 ? Promise.resolve([]) : away(
        redis.mget(browsing.map((one) => askedOf(workspace, one)))
          .then((texts) => texts.map((text) => read<Invitation>(text))),
      ),
    answer: (workspace, browsing, invitation, answer) =>
      away(
        redis.answerInvitation(askedOf(workspace, browsing), invitation, answer)
          .then((taken) => taken === 1),
      ),
    close: () => Promise.resolve(redis.disconnect()),
  };
}

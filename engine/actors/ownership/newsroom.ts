import type { Clock } from "../../ports/clock.ts";
import type { Neighbours, News } from "../../ports/neighbours.ts";
import type { Premises } from "./keeper.ts";
import { followerOf, type Members, preparedFor } from "./spread.ts";

/**
 * What the engines tell each other once a second, and what follows from it: who lives, who follows
 * whom. Lossy by nature: news that does not come for three seconds makes a member absent here, and
 * nothing but comfort hangs on it.
 */
export interface Newsroom {
  members(): Members;
  /** Who follows this partition, by its owner's word. */
  follower(partition: number): string | undefined;
  /** How long the members have been the same, ms. */
  calmMs(): number;
  tick(owned: number[], leaving: boolean): void;
  tell(owned: number[], leaving: boolean, gave?: News["gave"]): void;
  stop(): void;
}

export interface NewsroomSettings {
  me: string;
  clock: Clock;
  neighbours: Neighbours;
  premises: Premises;
  heard(news: News): void;
}

const TELL_EVERY_MS = 1_000;
const ABSENT_AFTER_MS = 3_500;
/** What could not be followed is read again after this: it may be a long journal. */
const FOLLOW_AGAIN_MS = 5_000;
/** Engines of the largest installation, with room. */
const MEMBERS_MAX = 256;

export function createNewsroom(settings: NewsroomSettings): Newsroom {
  const { me, clock, neighbours, premises } = settings;
  const news = new Map<string, News>();
  const heardAt = new Map<string, number>();
  /** By partition: who its owner wants to follow it. Kept when the owner is gone. */
  const followers = new Map<number, string | undefined>();
  /** What this process follows, and since when. */
  const following = new Map<number, number>();
  let toldAt = -Infinity;
  let changedAt = clock.monotonic();

  const members = (): Members => ({ me, news });

  function hear(of: News): void {
    if (of.engine === me || (news.size >= MEMBERS_MAX && !news.has(of.engine))) return;
    if (news.get(of.engine)?.leaving !== of.leaving) changedAt = clock.monotonic();
    news.set(of.engine, of);
    heardAt.set(of.engine, clock.monotonic());
    for (const { partition, follower } of of.owns) followers.set(partition, follower);
    follow();
    settings.heard(of);
  }

  /** Follows what others want followed by this process, and nothing else. */
  function follow(): void {
    const wanted = new Set(
      [...news.values()].filter(({ engine }) => engine !== me).flatMap(({ owns }) =>
        owns.filter(({ follower }) => follower === me).map(({ partition }) => partition)
      ),
    );
    for (const partition of wanted) {
      if (following.has(partition)) continue;
      begin(partition);
    }
    // An owner that died has no news: what it owned is followed on until somebody takes it.
    for (const partition of following.keys()) {
      const owner = [...news.values()].find(({ owns }) =>
        owns.some((one) => one.partition === partition)
      );
      if (wanted.has(partition) || owner === undefined) continue;
      following.delete(partition);
      if (owner.engine !== me) premises.follow(partition, false);
    }
  }

  function begin(partition: number): void {
    following.set(partition, clock.monotonic());
    premises.follow(partition, true);
  }

  /** A journal without a leader ends a follower that begins, and it would stay cold for good. */
  function followAgain(owned: number[]): void {
    for (const [partition, since] of following) {
      if (owned.includes(partition) || premises.follows(partition)) continue;
      if (clock.monotonic() - since >= FOLLOW_AGAIN_MS) begin(partition);
    }
  }

  function tell(owned: number[], leaving: boolean, gave?: News["gave"]): void {
    toldAt = clock.monotonic();
    const prepared = preparedFor(members());
    const owns = owned.map((partition) => {
      const follower = prepared?.partitions.includes(partition)
        ? prepared.to
        : followerOf(members(), partition);
      followers.set(partition, follower);
      return { partition, follower };
    });
    followAgain(owned);
    const warm = [...following.keys()].filter((partition) => premises.isWarm(partition));
    const mine: News = { engine: me, owns, warm, leaving, gave };
    news.set(me, mine);
    neighbours.tell(mine);
  }

  const deaf = neighbours.hear(hear);
  return {
    members,
    follower: (partition) => followers.get(partition),
    calmMs: () => clock.monotonic() - changedAt,
    tick(owned, leaving) {
      const now = clock.monotonic();
      for (const [engine, at] of heardAt) {
        if (now - at < ABSENT_AFTER_MS) continue;
        heardAt.delete(engine);
        news.delete(engine);
        changedAt = now;
      }
      if (now - toldAt >= TELL_EVERY_MS) tell(owned, leaving);
    },
    tell,
    stop: deaf,
  };
}

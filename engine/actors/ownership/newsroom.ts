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

/** What the functions below share. */
interface Room extends NewsroomSettings {
  news: Map<string, News>;
  heardAt: Map<string, number>;
  /** By partition: who its owner wants to follow it. Kept when the owner is gone. */
  followers: Map<number, string | undefined>;
  /** What this process follows, and since when. */
  following: Map<number, number>;
  toldAt: number;
  changedAt: number;
}

export function createNewsroom(settings: NewsroomSettings): Newsroom {
  const { clock, neighbours } = settings;
  const room: Room = {
    ...settings,
    news: new Map(),
    heardAt: new Map(),
    followers: new Map(),
    following: new Map(),
    toldAt: -Infinity,
    changedAt: clock.monotonic(),
  };
  const deaf = neighbours.hear((of) => hear(room, of));
  return {
    members: () => membersOf(room),
    follower: (partition) => room.followers.get(partition),
    calmMs: () => clock.monotonic() - room.changedAt,
    tick(owned, leaving) {
      missAbsent(room);
      if (clock.monotonic() - room.toldAt >= TELL_EVERY_MS) tell(room, owned, leaving);
    },
    tell: (owned, leaving, gave) => tell(room, owned, leaving, gave),
    stop: deaf,
  };
}

const membersOf = ({ me, news }: Room): Members => ({ me, news });

function hear(room: Room, of: News): void {
  const { me, news, clock } = room;
  if (of.engine === me || (news.size >= MEMBERS_MAX && !news.has(of.engine))) return;
  if (news.get(of.engine)?.leaving !== of.leaving) room.changedAt = clock.monotonic();
  news.set(of.engine, of);
  room.heardAt.set(of.engine, clock.monotonic());
  for (const { partition, follower } of of.owns) room.followers.set(partition, follower);
  follow(room);
  room.heard(of);
}

function missAbsent(room: Room): void {
  const now = room.clock.monotonic();
  for (const [engine, at] of room.heardAt) {
    if (now - at < ABSENT_AFTER_MS) continue;
    room.heardAt.delete(engine);
    room.news.delete(engine);
    room.changedAt = now;
  }
}

/** Follows what others want followed by this process, and nothing else. */
function follow(room: Room): void {
  const { me, news, following, premises } = room;
  const wanted = new Set(
    [...news.values()].filter(({ engine }) => engine !== me).flatMap(({ owns }) =>
      owns.filter(({ follower }) => follower === me).map(({ partition }) => partition)
    ),
  );
  for (const partition of wanted) {
    if (!following.has(partition)) begin(room, partition);
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

function begin({ following, clock, premises }: Room, partition: number): void {
  following.set(partition, clock.monotonic());
  premises.follow(partition, true);
}

/** A journal without a leader ends a follower that begins, and it would stay cold for good. */
function followAgain(room: Room, owned: number[]): void {
  for (const [partition, since] of room.following) {
    if (owned.includes(partition) || room.premises.follows(partition)) continue;
    if (room.clock.monotonic() - since >= FOLLOW_AGAIN_MS) begin(room, partition);
  }
}

function tell(room: Room, owned: number[], leaving: boolean, gave?: News["gave"]): void {
  const { me, clock, following, premises, neighbours } = room;
  room.toldAt = clock.monotonic();
  const members = membersOf(room);
  const prepared = preparedFor(members);
  const owns = owned.map((partition) => {
    const follower = prepared?.partitions.includes(partition)
      ? prepared.to
      : followerOf(members, partition);
    room.followers.set(partition, follower);
    return { partition, follower };
  });
  followAgain(room, owned);
  const warm = [...following.keys()].filter((partition) => premises.isWarm(partition));
  const mine: News = { engine: me, owns, warm, leaving, gave };
  room.news.set(me, mine);
  neighbours.tell(mine);
}

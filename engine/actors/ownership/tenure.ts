import type { LeaseRead, LeaseWritten } from "../../ports/partition_leases.ts";
import { doubt, fromDoubting, fromProving } from "./doubt.ts";

/**
 * Who owns a partition, as one process sees it (architecture §3). Pure: time and answers come in,
 * what to do next goes out, so that the simulation and the cluster run the same rules.
 *
 * What can go wrong: a lease lapses while its owner lives, because NATS had no leader or the owner
 * slept; two processes believe they own; a new owner begins while the old one still answers. What
 * keeps the promises is the journal's expectation, never this machine: a wrong move here costs a
 * pause or a reload. What this machine is for is that such moves are rare, and that an owner which
 * may have been replaced keeps silent.
 *
 * | state    | means                                    | leaves it when                             |
 * | -------- | ---------------------------------------- | ------------------------------------------ |
 * | away     | another's, or nobody's: looked at        | the lease is absent and it is our turn     |
 * | asking   | the last owner is asked whether it lives | it does not, or its three seconds are over |
 * | claiming | our lease is on its way                  | it is written, or another's is             |
 * | taking   | ours; memory is read, the fence appended | the partition decides, or gives up         |
 * | owning   | decides                                  | the lease is older than 1.5 s, or handed on|
 * | doubting | decides and answers nothing              | a leader says whose the lease is           |
 * | proving  | lease made anew: is the epoch still ours?| the journal's tail says so                 |
 * | leaving  | admits nothing, waits for its append     | the lease is given back, or another's      |
 */
export type Tenure =
  | { state: "away"; seen: Seen }
  | { state: "asking"; seen: Seen; owner: string; revision: number }
  | { state: "claiming"; seen: Seen }
  | { state: "taking"; lease: Lease }
  | { state: "owning"; lease: Lease }
  | { state: "doubting"; lease: Lease; lookAt: number }
  | { state: "proving"; lease: Lease; lookAt: number }
  /** `left`: its last append is stored, and a renewal that is on its way is waited for. */
  | { state: "leaving"; lease: Lease; left?: true };

/** What is known of a lease that is not ours. Times are monotonic ms. */
interface Seen {
  lookAt: number;
  owner?: string;
  /** Since when every answer said that nobody holds it. */
  absentSince?: number;
  /** Since when leaders have answered without a gap. */
  answeredSince?: number;
  /** It could not be held here: until then the others have their try. */
  restsUntil?: number;
}

export interface Lease {
  revision: number;
  /** When the last renewal that succeeded was sent. */
  sentAt: number;
  /** A renewal is on its way, sent then. */
  renewing?: number;
}

export type TenureEvent =
  | { type: "tick" }
  /** Look now: a watcher, or the owner itself, says that the lease may have gone. */
  | { type: "hint" }
  | { type: "read"; answer: LeaseRead }
  | { type: "asked"; answer: "lives" | "nobody" | "silent" }
  | { type: "wrote"; answer: LeaseWritten; sentAt: number }
  | { type: "decides" }
  /** The partition stopped by itself: another owner's fence, or it cannot be read from here. */
  | { type: "gaveUp" }
  | { type: "proved"; answer: "same" | "higher" | "unknown" }
  | { type: "leave" }
  | { type: "left" };

export type TenureStep =
  | { do: "read" }
  | { do: "ask"; owner: string }
  | { do: "create"; revision: number }
  | { do: "renew"; revision: number }
  | { do: "release"; revision: number }
  | { do: "take" }
  | { do: "prove" }
  | { do: "wake" }
  | { do: "drop" }
  | { do: "leave" };

export interface Turn {
  now: number;
  me: string;
  /** 0: tries first (the follower, or the one to whom it was given); more: waits its turn. */
  rank: number;
  /** This process takes nothing: it is being stopped. */
  leaving: boolean;
}

/** Three renewals fit into a lease of 2 s. */
const RENEW_EVERY_MS = 600;
/** Past this age nothing is decided or answered: half a second before another may have it. */
export const FRESH_MS = 1_500;
const LOOK_EVERY_MS = 1_000;
/** What a living owner gets to come back, and what others wait for the follower. */
const PATIENCE_MS = 3_000;
/** What others get of a partition that could not be held here: their patience, and a look each. */
const REST_MS = PATIENCE_MS + 2 * LOOK_EVERY_MS;

export const away = (now: number): Tenure => ({ state: "away", seen: { lookAt: now } });

/** May the partition decide and answer? Asked at every turn, so that a sleeper wakes silent. */
export const isFresh = (tenure: Tenure, now: number): boolean =>
  (tenure.state === "owning" || tenure.state === "taking" || tenure.state === "leaving") &&
  now - tenure.lease.sentAt <= FRESH_MS;

export type Next = [Tenure, ...TenureStep[]];

export function advance(tenure: Tenure, event: TenureEvent, turn: Turn): Next {
  switch (tenure.state) {
    case "away":
      return fromAway(tenure.seen, event, turn);
    case "asking":
      return fromAsking(tenure, event, turn);
    case "claiming":
      return fromClaiming(tenure, event, turn);
    case "doubting":
      return fromDoubting(tenure, event, turn);
    case "proving":
      return fromProving(tenure, event, turn);
    case "taking":
    case "owning":
    case "leaving":
      return fromHolding(tenure, event, turn);
  }
}

export const ended = (now: number): Tenure => ({
  state: "away",
  seen: { lookAt: now + LOOK_EVERY_MS },
});

/** Given up because it could not be held here. */
export const resting = (now: number): Tenure => ({
  state: "away",
  seen: { lookAt: now + LOOK_EVERY_MS, restsUntil: now + REST_MS },
});

function fromAway(seen: Seen, event: TenureEvent, turn: Turn): Next {
  const { now } = turn;
  if (event.type === "hint" || (event.type === "tick" && now >= seen.lookAt)) {
    return [{ state: "away", seen: { ...seen, lookAt: now + LOOK_EVERY_MS } }, { do: "read" }];
  }
  if (event.type !== "read") return [{ state: "away", seen }];
  const { answer } = event;
  if (answer.state === "unknown") {
    const { lookAt, owner, restsUntil } = seen;
    return [{ state: "away", seen: { lookAt, owner, restsUntil } }];
  }
  const answeredSince = seen.answeredSince ?? now;
  if (answer.state === "held") {
    // Ours by an answer that did not come: it lapses, and nobody has to be asked for it.
    const owner = answer.owner === turn.me ? undefined : answer.owner;
    const { lookAt, restsUntil } = seen;
    return [{ state: "away", seen: { lookAt, owner, answeredSince, restsUntil } }];
  }
  const absentSince = seen.absentSince ?? now;
  const known = { ...seen, absentSince, answeredSince };
  const rests = seen.restsUntil !== undefined && now < seen.restsUntil;
  if (turn.leaving || rests || (turn.rank > 0 && now - absentSince < PATIENCE_MS)) {
    return [{ state: "away", seen: known }];
  }
  if (seen.owner === undefined || answer.released) return claim(known, answer.revision, turn);
  const asking = { state: "asking", seen: known, owner: seen.owner, revision: answer.revision };
  return [asking as Tenure, { do: "ask", owner: seen.owner }];
}

const claim = (seen: Seen, revision: number, { now }: Turn): Next => [
  { state: "claiming", seen: { ...seen, lookAt: now + LOOK_EVERY_MS } },
  { do: "create", revision },
];

function fromAsking(
  tenure: Tenure & { state: "asking" },
  event: TenureEvent,
  turn: Turn,
): Next {
  const { seen, revision } = tenure;
  if (event.type !== "asked") return [tenure];
  const since = Math.max(seen.absentSince ?? turn.now, seen.answeredSince ?? turn.now);
  const waits = event.answer === "lives" && turn.now - since < PATIENCE_MS;
  return waits ? [{ state: "away", seen }] : claim(seen, revision, turn);
}

function fromClaiming(
  tenure: Tenure & { state: "claiming" },
  event: TenureEvent,
  turn: Turn,
): Next {
  const { seen } = tenure;
  if (event.type !== "wrote") return [tenure];
  if (event.answer.state === "held") {
    const lease = { revision: event.answer.revision, sentAt: event.sentAt };
    return [{ state: "taking", lease }, { do: "take" }];
  }
  // Not known to be written: if it was, it lapses by itself, for nobody renews it.
  return [{ state: "away", seen: { ...seen, lookAt: turn.now + LOOK_EVERY_MS } }];
}

function fromHolding(
  tenure: Tenure & { state: "taking" | "owning" | "leaving" },
  event: TenureEvent,
  turn: Turn,
): Next {
  const { lease } = tenure;
  const { now } = turn;
  switch (event.type) {
    case "tick":
      if (now - lease.sentAt > FRESH_MS && tenure.state === "owning") return doubt(lease, now);
      if (lease.renewing !== undefined || now - lease.sentAt < RENEW_EVERY_MS) return [tenure];
      return [
        { ...tenure, lease: { ...lease, renewing: now } },
        { do: "renew", revision: lease.revision },
      ];
    case "wrote":
      return wroteWhileHolding(tenure, event, now);
    case "decides":
      return tenure.state === "taking" ? [{ state: "owning", lease }] : [tenure];
    case "gaveUp":
      return [resting(now), { do: "drop" }, { do: "release", revision: lease.revision }];
    case "leave":
      if (tenure.state === "owning") return [{ state: "leaving", lease }, { do: "leave" }];
      if (tenure.state === "leaving") return [tenure];
      return [ended(now), { do: "drop" }, { do: "release", revision: lease.revision }];
    case "left":
      if (tenure.state !== "leaving") return [tenure]; // dropped, and taken anew since
      // it would change the revision under the giving back, and the lease would have to lapse
      if (lease.renewing !== undefined) return [{ ...tenure, left: true }];
      return [ended(now), { do: "release", revision: lease.revision }];
    default:
      return [tenure];
  }
}

function wroteWhileHolding(
  tenure: Tenure & { state: "taking" | "owning" | "leaving" },
  { answer, sentAt }: TenureEvent & { type: "wrote" },
  now: number,
): Next {
  const { lease } = tenure;
  if (tenure.state === "leaving" && tenure.left && answer.state !== "refused") {
    const { revision } = answer.state === "held" ? answer : lease;
    return [ended(now), { do: "release", revision }];
  }
  if (answer.state === "held") {
    return [{ ...tenure, lease: { revision: answer.revision, sentAt } }];
  }
  if (answer.state === "unknown") {
    return [{ ...tenure, lease: { ...lease, renewing: undefined } }];
  }
  if (tenure.state === "owning") return doubt(lease, now);
  // what could not be stored with the lease can not be stored without: waited for, it never ends
  return [ended(now), { do: "drop" }];
}

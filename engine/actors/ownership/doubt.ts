import {
  ended,
  FRESH_MS,
  type Lease,
  type Next,
  resting,
  type Tenure,
  type TenureEvent,
  type Turn,
} from "./tenure.ts";

/**
 * An owner whose lease is too old (architecture §3): it decides and answers nothing and drops
 * nothing, and asks until a leader says whose the lease is. Its own: renew it. Nobody's: make it
 * anew, and go on in the same epoch when no higher one stands in the journal. Another's: stop.
 */
const DOUBT_EVERY_MS = 250;

export const doubt = (lease: Lease, now: number): Next => [
  {
    state: "doubting",
    lease: { revision: lease.revision, sentAt: lease.sentAt },
    lookAt: now + DOUBT_EVERY_MS,
  },
  { do: "read" },
];

export function fromDoubting(
  tenure: Tenure & { state: "doubting" },
  event: TenureEvent,
  turn: Turn,
): Next {
  const { lookAt } = tenure;
  const { now } = turn;
  switch (event.type) {
    case "tick":
      if (now < lookAt) return [tenure];
      return [{ ...tenure, lookAt: now + DOUBT_EVERY_MS }, { do: "read" }];
    case "read":
      if (event.answer.state === "unknown") return [tenure];
      if (event.answer.state === "absent") {
        return [tenure, { do: "create", revision: event.answer.revision }];
      }
      if (event.answer.owner !== turn.me) return [ended(now), { do: "drop" }];
      return [tenure, { do: "renew", revision: event.answer.revision }];
    case "wrote":
      if (event.answer.state !== "held") return [tenure];
      return [
        {
          state: "proving",
          lease: { revision: event.answer.revision, sentAt: event.sentAt },
          lookAt: now + DOUBT_EVERY_MS,
        },
        { do: "prove" },
      ];
    case "gaveUp":
      return [resting(now), { do: "drop" }];
    case "leave":
      return [ended(now), { do: "drop" }];
    default:
      return [tenure];
  }
}

/** With the lease in hand the epoch is still ours if no higher one stands in the tail. */
export function fromProving(
  tenure: Tenure & { state: "proving" },
  event: TenureEvent,
  turn: Turn,
): Next {
  const { lease, lookAt } = tenure;
  const { now } = turn;
  switch (event.type) {
    case "tick":
      if (now - lease.sentAt > FRESH_MS) return doubt(lease, now);
      if (now < lookAt) return [tenure];
      return [{ ...tenure, lookAt: now + DOUBT_EVERY_MS }, { do: "prove" }];
    case "proved":
      if (event.answer === "unknown") return [tenure];
      if (event.answer === "same") return [{ state: "owning", lease }, { do: "wake" }];
      return [ended(now), { do: "drop" }, { do: "release", revision: lease.revision }];
    case "gaveUp":
      return [resting(now), { do: "drop" }, { do: "release", revision: lease.revision }];
    case "leave":
      return [ended(now), { do: "drop" }, { do: "release", revision: lease.revision }];
    default:
      return [tenure];
  }
}

import type { EstimateRange } from "../../contract/wire/commands.ts";
import type { PositionLive } from "../../contract/wire/queries.ts";
import { query } from "../../core/mod.ts";
import { type Desk, WORKSPACE } from "../day/desk.ts";
import type { Plan, Watch } from "../day/plan.ts";
import type { Worker } from "../day/worker.ts";

/**
 * What was shown to everybody who had to wait, beside how long it would have taken. Somebody who
 * gives up has a virtual wait: until the first moment at which an agent who might have served them
 * takes somebody of a lower index, or stays with room. Up to then nothing that happens depends on
 * whether they had stayed.
 */
export interface Sample {
  waitMs: number;
  shown?: EstimateRange;
}

interface Waiting {
  of: number;
  at: number;
  shown?: EstimateRange;
}

const UNITS = 20;
const MINUTE_MS = 60_000;

export function watchWaits(plan: Plan): { watch: Watch; samples: Sample[] } {
  const samples: Sample[] = [];
  const waiting = new Map<number, Waiting>();
  let ghosts: Waiting[] = [];
  const found = ({ at, shown }: Waiting, now: number) => samples.push({ waitMs: now - at, shown });
  /** Those who would have been served now; the others stay. */
  const appear = (now: number, isDue: (ghost: Waiting) => boolean) => {
    if (ghosts.some(isDue)) {
      for (const ghost of ghosts) if (isDue(ghost)) found(ghost, now);
      ghosts = ghosts.filter((ghost) => !isDue(ghost));
    }
  };
  const reach = reachOf(plan);
  const watch: Watch = {
    arrived(desk, n, of) {
      waiting.set(n, { of, at: desk.now, shown: shownTo(desk, n) });
    },
    assigned(desk, n, worker) {
      const taken = waiting.get(n);
      waiting.delete(n);
      if (taken === undefined) return;
      found(taken, desk.now);
      const index = indexOf(plan, taken, desk.now);
      appear(
        desk.now,
        (ghost) => indexOf(plan, ghost, desk.now) > index && reach(worker, ghost, desk.now),
      );
    },
    gaveUp(_, n) {
      const gone = waiting.get(n);
      waiting.delete(n);
      if (gone !== undefined) ghosts.push(gone);
    },
    settled(desk, workers) {
      if (ghosts.length === 0) return;
      for (const worker of workers) {
        if (hasRoom(worker)) appear(desk.now, (ghost) => reach(worker, ghost, desk.now));
      }
    },
  };
  return { watch, samples };
}

function shownTo(desk: Desk, n: number): EstimateRange | undefined {
  const ask = { conversation: `c${n}` };
  const answer = query(desk.state, WORKSPACE, "conversation.position", ask, desk.now);
  return "code" in answer ? undefined : (answer as PositionLive).estimate;
}

const hasRoom = ({ present, leaving, chats, record }: Worker): boolean =>
  present && !leaving && (chats.length + 1) * UNITS <= record.capacityUnits;

function indexOf({ configuration, entrances }: Plan, { of, at }: Waiting, now: number): number {
  const { index, routes } = configuration;
  const place = routes.find(({ id }) => id === entrances[of].route)!.class;
  return index.base[place] + index.slope[place] * (now - at) / MINUTE_MS;
}

/** Whether an agent serves one of the lines that somebody stands in by now. */
function reachOf(
  { configuration, entrances }: Plan,
): (worker: Worker, waiting: Waiting, now: number) => boolean {
  const lines = entrances.map(({ group }) => [
    { group, afterMs: 0 },
    ...configuration.groups.find(({ id }) => id === group)!.overflow.flatMap(
      ({ when, to, afterMs }) => when === "timeout" ? [{ group: to, afterMs: afterMs ?? 0 }] : [],
    ),
  ]);
  return ({ record }, { of, at }, now) =>
    lines[of].some(({ group, afterMs }) =>
      now - at >= afterMs && record.memberships.some((one) => one.group === group)
    );
}

import { DAY_BEGINS_AT, type Desk, give } from "../day/desk.ts";
import { beginToLeave, comeIn, goHome, type Staff } from "../day/staff.ts";
import type { Worker } from "../day/worker.ts";
import type { AgentChange, RecordedAgent } from "./recorded_day.ts";

/**
 * Agents as they were there: online takes work; everything else takes nothing new and ends with the
 * conversation in hand, as people do. What they may carry changes when it was changed.
 */
export function recordedStaff(desk: Desk, workers: Worker[], agents: RecordedAgent[]): Staff {
  const due = agents.flatMap(({ changes }, nth) =>
    changes.map((change) => ({ worker: workers[nth], change }))
  ).sort((a, b) => a.change.at - b.change.at);
  let next = 0;
  const staff: Staff = {
    nextAt: () => next < due.length ? DAY_BEGINS_AT + due[next].change.at : Infinity,
    act() {
      const { worker, change } = due[next++];
      apply(desk, staff, worker, change);
    },
    letsGo: () => false,
    wentHome: () => {},
  };
  return staff;
}

function apply(desk: Desk, staff: Staff, worker: Worker, { presence, record }: AgentChange): void {
  if (worker.record !== record) {
    worker.record = record;
    give(desk, "admin:model", "roster.put", { agent: worker.id, record });
  }
  const works = worker.present && !worker.leaving;
  if (presence === "online" && !works) return comeIn(desk, worker);
  if (presence === "online" || !worker.present) return;
  if (worker.chats.length === 0) goHome(desk, staff, worker);
  else if (!worker.leaving) beginToLeave(desk, worker);
}

import type { Presence } from "../../contract/wire/states.ts";
import { type Desk, give } from "./desk.ts";
import type { Worker } from "./worker.ts";

/** Who comes and goes when. Nobody leaves a conversation behind. */
export interface Staff {
  /** The next moment at which anybody comes or goes; Infinity when nobody will. */
  nextAt(): number;
  /** Does what is due at that moment. */
  act(): void;
  /** Whether this one takes nothing new from now on; asked when a conversation ends. */
  letsGo(worker: Worker): boolean;
  wentHome(worker: Worker): void;
}

/** Everybody is in the roster and connected from the beginning; presence says who works. */
export function enrol(desk: Desk, workers: Worker[]): void {
  for (const { id: agent, record } of workers) {
    give(desk, "admin:model", "roster.put", { agent, record });
    give(desk, `agent:${agent}`, "agent.connect", { agent, session: agent, gateway: "model" });
  }
}

const show = (desk: Desk, { id: agent }: Worker, presence: Presence): void =>
  give(desk, `agent:${agent}`, "agent.presence", { agent, presence });

export function comeIn(desk: Desk, worker: Worker): void {
  if (!worker.present) worker.sinceAt = desk.now;
  worker.present = true;
  worker.leaving = false;
  show(desk, worker, "online");
}

/** Nothing new from now on. */
export function beginToLeave(desk: Desk, worker: Worker): void {
  worker.leaving = true;
  show(desk, worker, "busy");
}

export function goHome(desk: Desk, staff: Staff, worker: Worker): void {
  show(desk, worker, "offline");
  staff.wentHome(worker);
  worker.present = false;
  worker.leaving = false;
}

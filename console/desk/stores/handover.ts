import { computed, signal } from "@preact/signals";
import type { Fault } from "../wire/http.ts";
import { api } from "../wire/api.ts";
import { type Destination, type Item, overfull, type Receiver } from "../model/handover.ts";
import { minutesToEnd } from "../model/shift_end.ts";
import { now } from "../../kit/tick.ts";
import { company } from "./company.ts";
import { lookAtCompany } from "./company_alerts.ts";
import { colleagues, configuration, loadColleagues } from "./names.ts";

/** Handing over somebody's open work, item by item, by a supervisor. */
const UNITS_PER_CONVERSATION = 20;
/** Shifts that end within this are near their end, minutes. */
const ENDING_MINUTES = 30;

export const leaver = signal<string | undefined>(undefined);
/** Where each item goes; one that is missing was not decided yet. */
export const destinations = signal<ReadonlyMap<string, Destination>>(new Map());
/** What the desk said no to, by item. */
export const handoverFaults = signal<ReadonlyMap<string, Fault>>(new Map());
export const handedOver = signal<number | undefined>(undefined);

const openWork = computed(() =>
  (company.value.rows ?? []).filter(({ state, agent }) =>
    agent !== undefined && (state === "assigned" || state === "parked")
  )
);

/** Waiting visitors first, then what goes on, then what was set aside. */
export const items = computed(() =>
  openWork.value.filter(({ agent }) => agent === leaver.value).sort((one, other) =>
    rank(one) - rank(other) || one.openedAt - other.openedAt
  )
);
const rank = ({ state, roundBeganAt }: Item): number =>
  state === "parked" ? 2 : roundBeganAt === undefined ? 1 : 0;

export interface Person {
  agent: string;
  open: number;
  parked: number;
  /** Minutes; absent while no shift is on, or without shifts. */
  endsIn?: number;
  away: boolean;
}

/** Everybody with open work: those whose shift is about to end first, then those who are away. */
export const people = computed((): Person[] => {
  const schedules = configuration.value?.schedules ?? [];
  const rows = colleagues.value.agents.map(({ agent, record, presence, connection }): Person => {
    const shift = schedules.find(({ id }) => id === record.schedule);
    const work = openWork.value.filter((one) => one.agent === agent);
    const parked = work.filter(({ state }) => state === "parked").length;
    const endsIn = shift && minutesToEnd(shift, now.value);
    return {
      agent,
      parked,
      open: work.length - parked,
      ...(endsIn !== undefined && { endsIn }),
      away: presence === "offline" || connection !== "connected",
    };
  });
  return rows.filter(({ open, parked }) => open + parked > 0)
    .sort((one, other) => urgency(one) - urgency(other) || other.open - one.open);
});

export const isEnding = ({ endsIn }: Person): boolean =>
  endsIn !== undefined && endsIn <= ENDING_MINUTES;
const urgency = (one: Person): number => isEnding(one) ? 0 : one.away ? 1 : 2;

export const receivers = computed((): Receiver[] =>
  colleagues.value.agents.filter(({ agent }) => agent !== leaver.value).map((one) => ({
    agent: one.agent,
    groups: one.record.memberships.map(({ group }) => group),
    there: one.presence === "online" && one.connection === "connected",
    used: one.usedUnits / UNITS_PER_CONVERSATION,
    capacity: (one.adjusted ?? one.record).capacityUnits / UNITS_PER_CONVERSATION,
  }))
);

/** Items to be decided: without a choice, or whose colleague has filled up. */
export const undecided = computed(() => {
  const over = overfull(items.value, destinations.value, receivers.value);
  return new Set(
    items.value.map(({ conversation }) => conversation)
      .filter((id) => !destinations.value.has(id) || over.has(id)),
  );
});

export function chooseLeaver(agent: string | undefined): void {
  if (agent === leaver.value) return;
  leaver.value = agent;
  destinations.value = new Map();
  handoverFaults.value = new Map();
  handedOver.value = undefined;
}

export function choose(conversation: string, to: Destination | undefined): void {
  const next = new Map(destinations.value);
  if (to) next.set(conversation, to);
  else next.delete(conversation);
  destinations.value = next;
}

/** One after the other, in the order shown; what is refused stays, with the reason at its line. */
export async function handOver(): Promise<void> {
  if (handing) return; // a second one would take from the receivers what the first gave them
  handing = true;
  try {
    await handOverAll(leaver.value, destinations.value);
    await look();
  } finally {
    handing = false;
  }
}
let handing = false;

async function handOverAll(
  from: string | undefined,
  chosen: ReadonlyMap<string, Destination>,
): Promise<void> {
  const faults = new Map<string, Fault>();
  let done = 0;
  for (const { conversation } of items.value) {
    const to = chosen.get(conversation);
    if (to === undefined || to.kind === "stay" || !isStillOf(conversation, from)) continue;
    const answer = await send(conversation, to);
    if (answer.ok) done++;
    else faults.set(conversation, answer.fault);
  }
  if (leaver.value !== from) return;
  handoverFaults.value = faults;
  handedOver.value = done;
}

const isStillOf = (conversation: string, agent: string | undefined): boolean =>
  openWork.value.some((one) => one.conversation === conversation && one.agent === agent);

function send(conversation: string, to: Exclude<Destination, { kind: "stay" }>) {
  if (to.kind === "line") return api.act(conversation, "reclaim");
  return api.move(conversation, {
    to: to.kind === "agent" ? { agent: to.agent } : { group: to.group },
  });
}

const LOOK_EVERY_MS = 4_000;
const look = async (): Promise<void> =>
  void (await Promise.all([lookAtCompany(), loadColleagues()]));

/** Keeps the page up to date while it is in front. */
export function runHandover(): () => void {
  void look();
  const timer = setInterval(() => !document.hidden && void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

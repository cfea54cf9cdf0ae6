/** Figures of the waiting lines, the deadlines and the publication of a rule. */
import { arm, createWheel, nextDueAt, pop } from "../../deadlines/mod.ts";
import { STRATEGIES } from "../../../contract/wire/states.ts";
import * as kernel from "../mod.ts";
import * as scan from "../oracle/full_scan.ts";
import { createCompany, ruleOf, type Size, START } from "./company.ts";
import { collectGarbage, cpuNsEach, type Figure, figure, medianOf } from "./measure.ts";
import { createFloor, fill, MIXES } from "./mix.ts";

const ARRIVALS = 100_000;
const TIMERS = 1_000_000;
const TIMER_SPAN_MS = 600_000;
const SCANS = 300;

/** An arrival to a full group, with few and with a million in the same line. */
export function arrivalFigures(): Figure[] {
  const few = arrivalNs(100);
  const many = arrivalNs(1_000_000);
  return [
    figure("kernel.arrival_full_ns.100", "ns", few),
    figure("kernel.arrival_full_ns.1m", "ns", many),
    figure("kernel.arrival_full.1m_over_100", "ratio", [medianOf(many) / medianOf(few)], {
      value: 1.5,
      atLeast: false,
    }),
  ];
}

function arrivalNs(waiting: number): number[] {
  const r = kernel.createRouting();
  kernel.putGroup(r, 0, ruleOf("leastOccupied"));
  const place = { class: 3, cost: 20, requirement: 0, enqueuedAt: START, order: 0 };
  const need = { cost: 20, requirement: 0, item: 0, now: START };
  const arrive = (): number => {
    const item = kernel.addItem(r);
    need.item = item;
    place.enqueuedAt++;
    place.order++;
    if (kernel.pickAgent(r, 0, need) === kernel.NONE) kernel.enqueue(r, item, 0, place);
    return item;
  };
  for (let n = 0; n < waiting; n++) arrive();
  const items = new Int32Array(ARRIVALS);
  const samples: number[] = [];
  for (let n = 0; n < 7; n++) {
    samples.push(...cpuNsEach(1, ARRIVALS, () => {
      for (let i = 0; i < ARRIVALS; i++) items[i] = arrive();
    }));
    for (const item of items) kernel.removeItem(r, item);
  }
  return samples.slice(2);
}

/** One decision of the kernel against the same by a look at every agent. */
export function scanFigure(size: Size, kernelNs: number): Figure {
  const plain = scan.createPlain();
  plain.groups.set(0, { ...ruleOf("leastOccupied"), lastNumber: -1 });
  for (let number = 0; number < size.agents; number++) {
    plain.agents.add({
      number,
      available: true,
      capacityUnits: 100,
      windowCap: 60,
      used: number % 5 * 20,
      windows: 0,
      idleSince: START - number,
      skills: new Map(),
      groups: number % 50 === 0 ? new Map([[0, { weight: 1, bonus: 0, account: 0 }]]) : new Map(),
    });
  }
  const need = { cost: 20, skills: [] };
  const samples = cpuNsEach(5, SCANS, () => {
    for (let n = 0; n < SCANS; n++) scan.pickAgent(plain, 0, need, START);
  });
  const ratios = samples.map((ns) => ns / kernelNs);
  return figure("kernel.ratio_to_scan", "ratio", ratios, { value: 30, atLeast: true });
}

/** What an item in line costs the kernel; ids and everything else are the caller's. */
export function memoryFigure(items: number): Figure {
  const collected = collectGarbage();
  const before = Deno.memoryUsage().rss;
  const r = kernel.createRouting();
  for (let group = 0; group < 200; group++) kernel.putGroup(r, group, ruleOf("leastOccupied"));
  for (let order = 0; order < items; order++) {
    const item = kernel.addItem(r);
    const place = { class: order % 10, cost: 20, requirement: 0, enqueuedAt: START + order, order };
    kernel.enqueue(r, item, order % 200, place);
  }
  collectGarbage();
  const bytes = (Deno.memoryUsage().rss - before) / items;
  const note = collected ? `${items} items in line` : "run with --v8-flags=--expose-gc";
  const name = "kernel.bytes_per_waiting_item";
  const made = figure(name, "bytes", [bytes], { value: 200, atLeast: false }, note);
  if (kernel.waiting(r, 0) === 0) throw new Error("nothing waits");
  return made;
}

/** Every rule of the company published anew, group by group, with its lines full. */
export function publishFigure(size: Size): Figure {
  const company = createCompany(size, "leastOccupied", 1);
  fill(createFloor(company, MIXES.find((mix) => mix.name === "full")!));
  let longest = 0;
  for (const strategy of STRATEGIES) {
    for (let group = 0; group < size.groups; group++) {
      const [ns] = cpuNsEach(1, 1, () => kernel.putGroup(company.r, group, ruleOf(strategy)));
      longest = Math.max(longest, ns / 1e6);
    }
  }
  const name = "kernel.publish_longest_slice_ms";
  return figure(name, "ms", [longest], { value: 50, atLeast: false }, "one group per slice");
}

export function wheelFigures(): Figure[] {
  const wheel = createWheel(START);
  const offset = (n: number): number => 1 + (Math.imul(n, 0x9e3779b1) >>> 0) % TIMER_SPAN_MS;
  const goal = { value: 300, atLeast: false };
  const armed = cpuNsEach(1, TIMERS, () => {
    for (let id = 0; id < TIMERS; id++) arm(wheel, id, START + offset(id));
  });
  const rearmed = cpuNsEach(5, TIMERS, () => {
    for (let id = 0; id < TIMERS; id++) arm(wheel, id, START + offset(id + 7));
  });
  let fired = 0;
  const firing = cpuNsEach(1, TIMERS, () => {
    while (pop(wheel, nextDueAt(wheel)) !== -1) fired++;
  });
  if (fired !== TIMERS) throw new Error(`${fired} timers fired`);
  return [
    figure("kernel.timers.arm_ns", "ns", armed, goal, "1 M armed, columns growing"),
    figure("kernel.timers.rearm_ns", "ns", rearmed, goal),
    figure("kernel.timers.fire_ns", "ns", firing, goal),
  ];
}

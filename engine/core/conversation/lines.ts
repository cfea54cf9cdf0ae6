import {
  addItem,
  assign,
  dequeue,
  enqueue,
  exclude,
  goneItems,
  internRequirements,
  type Need,
  release,
  removeItem,
  setGone,
} from "../routing/mod.ts";
import { findName, nameOf } from "../names.ts";
import { CLASS_COUNT } from "../../contract/wire/states.ts";
import { channelSkill, shopSkill, splitRequirement, tellChannels } from "../agent/channels.ts";
import type { Agent } from "../agent/state.ts";
import type { Workspace } from "../workspace/state.ts";
import { waitedOn, waitEnded } from "../group/figures.ts";
import { forgetItem, noteItem } from "./item_rows.ts";
import { FLAG, NOBODY, STATE } from "./columns.ts";

/**
 * A conversation in the kernel's eyes: an item that stands in lines or weighs on an agent. All
 * functions here write, hence belong to `apply`; what decides only reads `needOf`.
 */

/** Left messages stand behind everybody: the last class. */
export const LEFT_CLASS = CLASS_COUNT - 1;

/** As many sets as the kernel interns, each asked for in a few orders of its words. */
const NEED_WORDS_MAX = 4096;

/** What an item asks of an agent, the channel and, unless it is "", the shop among it. */
export function internNeed(
  workspace: Workspace,
  requirements: readonly string[],
  channel: string,
  shop: string,
): number {
  const words = `${channel}\n${shop}\n${requirements.join("\n")}`;
  const known = workspace.needOfWords.get(words);
  if (known !== undefined) return known;
  const { skills } = workspace;
  const wanted: [number, number][] = requirements.map((text) => {
    const [skill, level] = splitRequirement(text);
    return [nameOf(skills, skill), level];
  });
  wanted.push([nameOf(skills, channelSkill(channel)), 1]);
  if (shop !== "") wanted.push([nameOf(skills, shopSkill(shop)), 1]);
  const set = internRequirements(workspace.routing, wanted);
  if (set < 0) throw new RangeError("more requirement sets than the kernel has room for");
  if (!workspace.needs.has(set)) {
    workspace.needs.set(set, { requirements: [...requirements], channel, shop });
  }
  if (workspace.needOfWords.size >= NEED_WORDS_MAX) workspace.needOfWords.clear();
  workspace.needOfWords.set(words, set);
  return set;
}

/**
 * What an item asks, and who it is, so that those who declined it are passed over. Opened again it
 * is nobody's refused work any more, so a closed one names no item.
 */
export function needOf(workspace: Workspace, handle: number): Need {
  const c = workspace.conversations.column;
  const item = c.state[handle] === STATE.closed ? undefined : c.item[handle];
  return { cost: c.cost[handle], requirement: c.requirement[handle], item };
}

/** Puts a conversation into the line of a group, at its place. */
export function stand(workspace: Workspace, handle: number, group: number): void {
  const c = workspace.conversations.column;
  enqueue(workspace.routing, c.item[handle], group, {
    class: c.lineClass[handle],
    cost: c.cost[handle],
    requirement: c.requirement[handle],
    enqueuedAt: c.enqueuedAt[handle],
    order: c.order[handle],
  });
  c.flags[handle] |= FLAG.lined;
}

/** Into its home line and every line it has overflowed to. */
export function standEverywhere(workspace: Workspace, handle: number): void {
  const c = workspace.conversations.column;
  markGone(workspace, handle);
  stand(workspace, handle, c.home[handle]);
  for (const group of [c.over0[handle], c.over1[handle], c.over2[handle]]) {
    if (group !== NOBODY) stand(workspace, handle, group);
  }
  countHome(workspace, handle, 1);
}

/** The same places again, after what it asks for has changed. */
export function restand(workspace: Workspace, handle: number): void {
  const c = workspace.conversations.column;
  dequeue(workspace.routing, c.item[handle]);
  const to = workspace.offers.get(handle)?.to;
  const offered = to !== undefined && "group" in to ? [groupNumber(workspace, to.group)] : [];
  const own = [c.home[handle], c.over0[handle], c.over1[handle], c.over2[handle]];
  for (const group of isWaiting(c.state[handle]) ? own : offered) {
    if (group !== NOBODY) stand(workspace, handle, group);
  }
}

/** Out of all lines; which groups it overflowed to is remembered. */
export function stepOut(workspace: Workspace, handle: number): void {
  const c = workspace.conversations.column;
  if ((c.flags[handle] & FLAG.lined) !== 0) {
    dequeue(workspace.routing, c.item[handle]);
    c.flags[handle] &= ~FLAG.lined;
    if (isWaiting(c.state[handle])) countHome(workspace, handle, -1);
  }
}

export function forgetOverflow(workspace: Workspace, handle: number): void {
  const c = workspace.conversations.column;
  c.over0[handle] = c.over1[handle] = c.over2[handle] = NOBODY;
  c.overflows[handle] = 0;
}

export const isWaiting = (state: number): boolean =>
  state === STATE.waiting || state === STATE.left;

function countHome(workspace: Workspace, handle: number, by: number): void {
  const c = workspace.conversations.column;
  const figures = workspace.figures[c.home[handle]];
  if (c.state[handle] === STATE.left) figures.left += by;
  else figures.waiting += by;
}

/** Weighs on an agent from now on, as owned or as reserved for an offer. */
export function load(
  workspace: Workspace,
  agent: Agent,
  handle: number,
  at: number,
  as: "held" | "offered",
): void {
  const c = workspace.conversations.column;
  assign(workspace.routing, agent.handle, c.cost[handle], at, c.group[handle]);
  if (as === "held") c.weight[handle] = c.cost[handle];
  agent[as].add(handle);
  tellChannels(workspace, agent);
}

export function unload(
  workspace: Workspace,
  agent: Agent,
  handle: number,
  at: number,
  as: "held" | "offered",
): void {
  if (!agent[as].delete(handle)) throw new Error("released what was not carried");
  const { cost, weight } = workspace.conversations.column;
  release(workspace.routing, agent.handle, (as === "held" ? weight : cost)[handle], at);
  tellChannels(workspace, agent);
}

/** This agent is passed over for the conversation from now on. */
export function passOver(workspace: Workspace, handle: number, agent: Agent): void {
  const known = workspace.excluded.get(handle) ?? [];
  if (known.includes(agent.number)) return;
  workspace.excluded.set(handle, [...known, agent.number]);
  exclude(workspace.routing, workspace.conversations.column.item[handle], agent.handle);
}

/** Whoever declined it so far may have it again: it is opened again, a session of its own. */
export function forgive(workspace: Workspace, handle: number): void {
  if (workspace.excluded.delete(handle)) renewItem(workspace, handle);
}

export function addItemOf(workspace: Workspace, handle: number): void {
  const item = addItem(workspace.routing);
  workspace.conversations.column.item[handle] = item;
  noteItem(workspace, item, handle);
  markGone(workspace, handle);
}

export function removeItemOf(workspace: Workspace, handle: number): void {
  const item = workspace.conversations.column.item[handle];
  forgetItem(workspace, item);
  removeItem(workspace.routing, item);
}

/** The same conversation as a new item: only those who declined stay excluded. */
export function renewItem(workspace: Workspace, handle: number): void {
  removeItemOf(workspace, handle);
  addItemOf(workspace, handle);
  const { item } = workspace.conversations.column;
  for (const number of workspace.excluded.get(handle) ?? []) {
    exclude(workspace.routing, item[handle], workspace.agents[number].handle);
  }
}

/**
 * Whether its place is passed over for now: somebody who waits and has gone. A left message is
 * answered whether its visitor is there or not, and so is what an agent transfers.
 */
export function isPassedOver(workspace: Workspace, handle: number): boolean {
  const { visitor, state } = workspace.conversations.column;
  return state[handle] === STATE.waiting &&
    workspace.visitors.table.column.passedOver[visitor[handle]] === 1;
}

export function markGone(workspace: Workspace, handle: number): void {
  const { item } = workspace.conversations.column;
  setGone(workspace.routing, item[handle], isPassedOver(workspace, handle));
}

/** Who waits in the group's own line and has not gone. */
export const presentIn = (workspace: Workspace, group: number): number =>
  Math.max(0, workspace.figures[group].waiting - goneItems(workspace.routing, group));

/**
 * The group's waiting is counted up to now; call it before anybody comes or goes. Nobody waits in a
 * group that a publish took away, though closed conversations name it still.
 */
export function countWaiting(workspace: Workspace, group: number, at: number): void {
  if (!workspace.plan?.groups.has(workspace.groups.words[group])) return;
  waitedOn(workspace.figures[group], presentIn(workspace, group), at);
}

/** A wait in line has ended: with an agent, or by giving up. Nothing when nobody waits there. */
export function endWait(
  workspace: Workspace,
  handle: number,
  at: number,
  how: "answered" | "gaveUp",
): void {
  const c = workspace.conversations.column;
  if (c.state[handle] !== STATE.waiting || (c.flags[handle] & FLAG.lined) === 0) return;
  countWaiting(workspace, c.home[handle], at);
  const figures = workspace.figures[c.home[handle]];
  waitEnded(figures, how === "gaveUp" ? at - c.queuedAt[handle] : undefined);
}

export const groupNumber = (workspace: Workspace, group: string): number =>
  findName(workspace.groups, group);

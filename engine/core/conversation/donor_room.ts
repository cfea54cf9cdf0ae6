import type { OverflowRule } from "../../contract/wire/configuration.ts";
import type { Draft } from "../../contract/wire/events.ts";
import type { Agent } from "../agent/state.ts";
import type { Asking } from "../asking.ts";
import { overflowOf } from "../configuration/plan.ts";
import { exactEstimate } from "../group/position.ts";
import { hasRoom, pickWork } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";
import { crossAtOnce, mayApply } from "./crossing.ts";
import { type Cursor, cursorsOf, foremost, stepOn } from "./cursors.ts";
import { groupNumber } from "./lines.ts";
import { newcomerOf, placingDrafts } from "./placing.ts";

/** Of all lines together: whatever stands in thousands of them, one drain holds up no turn. */
const TRIED_MAX = 64;

/**
 * Room that those who wait elsewhere have a right to (routing.md, overflow). A rule that found the
 * donor full, nobody there, or less free than `donorMinFree` has put whoever came in no other line;
 * once there is room, the one of highest index whom a rule would send over by now goes there, from
 * the original place. So nobody who waits is overtaken by who comes later under the same rule.
 * Asked whenever no line of his own wants an agent: as one of the donor's, who may have room again,
 * and as one of a group that may be full only now.
 */
export function donatedDrafts(ask: Asking, agent: Agent): Draft[] {
  const { workspace, now } = ask;
  const homes = homesOf(workspace, agent);
  if (homes.size === 0) return [];
  const { home } = workspace.conversations.column;
  const concerns = (handle: number) => homes.has(home[handle]);
  const cursors = [...homes].flatMap(([line, starts]) =>
    [...starts].flatMap((start) => cursorsFrom(ask, line, start))
  );
  const tried = new Set<number>();
  while (tried.size < TRIED_MAX) {
    const cursor = foremost(workspace, cursors, concerns, now);
    if (cursor === undefined) return [];
    const { handle } = cursor;
    stepOn(workspace, cursor, true);
    if (tried.has(handle)) continue;
    tried.add(handle);
    const drafts = donated(ask, handle);
    if (drafts !== undefined) return drafts;
  }
  return [];
}

function donated(ask: Asking, handle: number): Draft[] | undefined {
  const { workspace, now } = ask;
  const newcomer = newcomerOf(workspace, handle);
  const placing = crossAtOnce(ask, newcomer);
  if (placing.state !== "assigned") return undefined;
  // somebody whose own line comes first: that step is pending, and asks here again
  if (pickWork(workspace.routing, placing.agent.handle, now) !== undefined) return undefined;
  const waitMs = now - workspace.conversations.column.queuedAt[handle];
  const why = { ...placing.why, code: "drained" as const, waitMs };
  return placingDrafts(ask, { ...placing, why }, newcomer, { class: 0, enqueuedAt: 0 });
}

/** Where rules begin to concern a line: at its front, or where the estimate passes so many ms. */
type Start = "front" | number;

/** By number: the groups with somebody in line from which a rule may lead to room by now. */
function homesOf(workspace: Workspace, agent: Agent): Map<number, Set<Start>> {
  const { plan, groups } = workspace;
  const homes = new Map<number, Set<Start>>();
  const own = new Set(agent.record.memberships.map(({ group }) => group));
  for (const home of plan?.groups.keys() ?? []) {
    const number = groups.index.get(home);
    if (number === undefined || (workspace.figures[number]?.waiting ?? 0) === 0) continue;
    const starts = new Set<Start>();
    for (const edge of overflowOf(plan!, home)) {
      const { when, to, estimateOverMs } = edge.rule;
      if (standsThere(edge.rule) || !(own.has(to) || own.has(edge.at))) continue;
      if (!hasRoom(workspace.routing, groupNumber(workspace, to))) continue;
      if (mayApply(workspace, edge)) {
        starts.add(when === "longEstimate" ? estimateOverMs ?? 0 : "front");
      }
    }
    if (starts.size > 0) homes.set(number, starts);
  }
  return homes;
}

/**
 * Whom such a rule concerns stands in the donor's line as well, which its people serve. Behind a
 * long queue or estimate that is so of those alone who came while the donor had anybody.
 */
function standsThere({ when, donorMinFree = 0 }: OverflowRule): boolean {
  return when === "timeout" && donorMinFree === 0;
}

/** The estimate grows from place to place, so those whom it sends over are the end of a line. */
function cursorsFrom({ workspace, now }: Asking, line: number, start: Start): Cursor[] {
  if (start === "front") return cursorsOf(workspace, line);
  return cursorsOf(
    workspace,
    line,
    (handle) => (exactEstimate(workspace, handle, now, line)?.fromMs ?? 0) <= start,
  );
}

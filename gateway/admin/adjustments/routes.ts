import { isDeepStrictEqual } from "node:util";
import {
  adjustmentList,
  adjustmentSeq,
  adjustRequest,
} from "../../../engine/contract/schemas/adjustments.ts";
import * as b from "../../../engine/contract/schemas/bodies.ts";
import type { AdjustmentLive } from "../../../engine/contract/wire/adjustments.ts";
import type { CommandBodies } from "../../../engine/contract/wire/commands.ts";
import type { AdjustRequest } from "../../../engine/contract/wire/http_routing.ts";
import { staffCall } from "../../agent/routes.ts";
import type { StaffCall } from "../../agent/actions.ts";
import { answer, done, type Outcome, refused, seqOf } from "../../answers.ts";
import { commandId, send } from "../../commands.ts";
import type { Gateway } from "../../context.ts";
import { answers, createRoute, jsonBody, repeatable, staffOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { audited } from "../../identity/audit.ts";
import { tooSmall } from "../capacity.ts";
import { asRole } from "../../identity/sessions.ts";

const tags = ["Adjustments"];

const show = createRoute({
  method: "get",
  path: "/api/v1/adjustments",
  tags,
  summary: "Temporary changes that are in force",
  responses: answers(adjustmentList),
});
const make = createRoute({
  method: "post",
  path: "/api/v1/adjustments",
  tags,
  summary:
    "Change agents, groups or clocks in bulk until a time; reverts alone. The same again, while it " +
    "stands, answers the one that stands",
  parameters: repeatable,
  request: { body: jsonBody(adjustRequest) },
  responses: answers(b.seqAnswer),
});
const revert = createRoute({
  method: "delete",
  path: "/api/v1/adjustments/{seq}",
  tags,
  summary: "Take a temporary change back before its time",
  parameters: repeatable,
  request: { params: adjustmentSeq },
  responses: answers(b.seqAnswer),
});

/** By supervisors: what lies over roster and document for a time. */
export function adjustmentRoutes(app: App, gateway: Gateway): void {
  app.use("/api/v1/adjustments/*", staffOnly(gateway, "supervisor", "admin"));
  app.openapi(show, async (c) => {
    const staff = c.get("staff");
    const reply = await gateway.bus.query(staff.workspace, "workspace.live", {});
    return answer(c, reply.ok ? done({ adjustments: reply.answer.adjustments ?? [] }) : reply);
  });
  app.openapi(make, async (c) => {
    const request = c.req.valid("json");
    const work = () => adjust(gateway, staffCall(c), request);
    return answer(c, await audited(gateway, c, "adjustment.make", told(request), work));
  });
  app.openapi(revert, async (c) => {
    const { seq } = c.req.valid("param");
    const work = () => takeBack(gateway, staffCall(c), seq);
    return answer(c, await audited(gateway, c, "adjustment.revert", { seq }, work));
  });
}

/** So many are named in a line of the audit; the event names all. */
const NAMED_MAX = 20;

/** Whom a change concerns, what it sets and until when, for a line of the audit. */
function told({ ids, ...request }: AdjustRequest): Record<string, string | number> {
  const words = Object.entries(request).map(([name, value]) =>
    typeof value === "object" ? [name, JSON.stringify(value)] : [name, value]
  );
  const named = ids.slice(0, NAMED_MAX).join(" ");
  return { ids: named, concerned: ids.length, ...Object.fromEntries(words) };
}

/** One that stands already, and that no later one changes, is not made a second time. */
async function adjust(
  gateway: Gateway,
  { staff, key }: StaffCall,
  request: AdjustRequest,
): Promise<Outcome<{ seq: number }>> {
  const company = await gateway.companies.get(staff.workspace);
  const live = await gateway.bus.query(staff.workspace, "workspace.live", {});
  if (!company || !live.ok) return refused("unavailable");
  const fault = request.what === "agent" ? tooSmall(company, request.capacityUnits) : undefined;
  if (fault) return fault;
  const last = lastBeside(request, live.answer.adjustments ?? []);
  if (last && isDeepStrictEqual(saidBy(last), saidBy(request))) return done({ seq: last.seq });
  const asker = asRole(staff);
  const id = commandId(gateway, asker, key);
  const { what, ...body } = request;
  const type = `${what}.adjust` as const;
  return seqOf(await send(gateway, asker, id, type, body as CommandBodies[typeof type]));
}

/** The last one in force that concerns any of the same. */
function lastBeside({ what, ids }: AdjustRequest, live: readonly AdjustmentLive[]) {
  const concerned = new Set(ids);
  return live.findLast((one) => one.what === what && one.ids.some((id) => concerned.has(id)));
}

/** What an adjustment says, without what the journal knows of it and fields that say nothing. */
function saidBy({ ids, untilAt, ...more }: AdjustRequest | AdjustmentLive): unknown {
  const set = more.what === "agent"
    ? { capacityUnits: more.capacityUnits, windowCap: more.windowCap }
    : more.set;
  return JSON.parse(JSON.stringify({ what: more.what, ids: ids.toSorted(), untilAt, set }));
}

async function takeBack(gateway: Gateway, { staff, key }: StaffCall, adjustment: number) {
  const asker = asRole(staff);
  const id = commandId(gateway, asker, key);
  return seqOf(await send(gateway, asker, id, "adjustment.revert", { adjustment }));
}

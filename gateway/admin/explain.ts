import { z } from "zod";
import { explanation } from "../../engine/contract/schemas/configuration_answers.ts";
import { byId } from "../../engine/contract/schemas/bodies.ts";
import { seq } from "../../engine/contract/schemas/fields.ts";
import type {
  Explanation,
  ShownAgent,
  ShownExplanation,
} from "../../engine/contract/wire/explanation.ts";
import { grantOf } from "../agent/grants.ts";
import { answer, done, type Outcome, refused } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { answers, createRoute, staffOnly } from "../door.ts";
import type { App } from "../environment.ts";
import type { Staff } from "../identity/sessions.ts";

const explain = createRoute({
  method: "get",
  path: "/api/v1/conversations/{id}/explain",
  tags: ["Administration"],
  summary: "Why a decision fell as it did: candidates, scores, first failing reason, configuration",
  request: { params: byId, query: z.strictObject({ seq: z.coerce.number().pipe(seq).optional() }) },
  responses: answers(explanation),
});

const RETRY_FULL_MS = 2_000;

/** Newest lines in which the last decision is looked for. */
const LINES_LOOKED_AT = 200;

/** `at`: the number of the decision; absent = the newest one of the conversation. */
async function explainOne(
  gateway: Gateway,
  staff: Staff,
  conversation: string,
  at: number | undefined,
): Promise<Outcome<ShownExplanation>> {
  const grant = await grantOf(gateway, staff, conversation);
  if (!grant.ok) return grant;
  const decision = at ?? await newestDecision(gateway, staff, conversation);
  if (decision === undefined) return refused("not_found");
  const ask = { conversation, seq: decision };
  const reply = await gateway.bus.query(staff.workspace, "conversation.explain", ask);
  if (!reply.ok) return reply;
  const { answer } = reply;
  return answer.conversation === conversation ? done(shown(answer)) : refused("not_found");
}

/** For the engine who has never been on is idle since the epoch; nobody else is since its first year. */
const NEVER_ON_MS = 365 * 86_400_000;

function shown(explanation: Explanation): ShownExplanation {
  const candidates = explanation.candidates.map(({ idleMs, ...one }): ShownAgent =>
    explanation.at - idleMs < NEVER_ON_MS ? one : { ...one, idleMs }
  );
  return { ...explanation, candidates };
}

async function newestDecision(
  gateway: Gateway,
  { workspace }: Staff,
  conversation: string,
): Promise<number | undefined> {
  const ask = { conversation, after: 0 };
  const tail = await gateway.bus.query(workspace, "conversation.tail", ask);
  const live = tail.ok ? tail.answer.events.findLast((event) => "why" in event) : undefined;
  if (live !== undefined) return live.seq;
  const { reading } = gateway;
  const lines = await reading.timeline(
    workspace,
    conversation,
    Number.MAX_SAFE_INTEGER,
    LINES_LOOKED_AT,
  );
  return lines.find(({ detail }) => detail !== undefined && "why" in detail)?.seq;
}

export function explainRoutes(app: App, gateway: Gateway): void {
  const path = "/api/v1/conversations/:id/explain";
  app.use(path, staffOnly(gateway, "supervisor", "admin"));
  app.openapi(explain, async (c) => {
    const { id } = c.req.valid("param");
    const { seq } = c.req.valid("query");
    const staff = c.get("staff");
    const release = gateway.explains.take(staff.account);
    if (!release) return answer(c, refused("rate_limited", { retryAfterMs: RETRY_FULL_MS }));
    try {
      return answer(c, await explainOne(gateway, staff, id, seq));
    } finally {
      release();
    }
  });
}

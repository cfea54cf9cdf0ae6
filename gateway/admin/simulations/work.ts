import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import type { SimulationProgress } from "../../../engine/contract/wire/simulation.ts";
import { done, type Outcome, refused } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import type { Staff } from "../../identity/sessions.ts";
import { checkDraft } from "../configuration/work.ts";
import { readDraft } from "../configuration/drafts.ts";

interface Ask {
  day: string;
  edition: number;
  answerWithinMs: number;
  days: number;
}

/** Only a draft that could be published is tried; its faults refuse it by path. */
export async function start(
  gateway: Gateway,
  staff: Staff,
  { edition, ...ask }: Ask,
): Promise<Outcome<{ simulation: string }>> {
  const { simulations } = gateway;
  if (simulations === undefined) return refused("unavailable");
  const draft = await readDraft(gateway.database, staff.workspace);
  if (draft === undefined) return refused("not_found");
  if (draft.edition !== edition) return refused("conflict");
  const checked = await checkDraft(gateway, staff, draft.document);
  if (!checked.ok) return checked;
  const { faults } = checked.value;
  if (faults.length > 0) {
    const fields = faults.map(({ path, rule, limit, fault }) => ({ path, rule, limit, fault }));
    return refused("invalid", { fields });
  }
  const document = draft.document as unknown as Configuration;
  const started = await simulations.start(staff.workspace, { ...ask, draft: document });
  return started.ok ? done({ simulation: started.simulation }) : started;
}

export async function progress(
  { simulations }: Gateway,
  { workspace }: Staff,
  simulation: string,
): Promise<Outcome<SimulationProgress>> {
  const found = await simulations?.progress(workspace, simulation) ?? NONE;
  return found.ok ? done(found.progress) : found;
}

export async function cancel(
  { simulations }: Gateway,
  { workspace }: Staff,
  simulation: string,
): Promise<Outcome<undefined>> {
  const ended = await simulations?.cancel(workspace, simulation) ?? NONE;
  return ended.ok ? done(undefined) : ended;
}

const NONE = refused("not_found");

import { refusal } from "../contract/wire/refusals.ts";
import { messageOf } from "./append.ts";
import { keepForLater } from "./again.ts";
import { answerLetter, commitDrafts, DecisionTooLarge, type Live } from "./live.ts";
import { no } from "./refusing.ts";
import type { Letter } from "./mailbox.ts";
import { alarm, deadLetter, type Desk } from "./desk.ts";

/**
 * Crashes of the core. A throw in `decide` touched nothing: the command becomes a dead letter and
 * the partition goes on. A throw in `apply` may have left half an event in memory: memory is
 * doomed, its undurable callers hear `unavailable`, and it is read anew from the journal, in which
 * the guilty command never stood.
 */
export function crashedInDecide(desk: Desk, live: Live, letter: Letter, error: unknown): void {
  note(desk, letter.command.workspace, letter.key);
  deadLetter(desk, "decide", letter.command.workspace, messageOf(error), letter.command);
  keepForLater(desk, live, letter.command);
  answerLetter(live, letter, no(refusal("internal")));
}

export function crashedInApply(desk: Desk, live: Live, letter: Letter, error: unknown): void {
  live.doomed = true;
  note(desk, letter.command.workspace, letter.key);
  const cause = error instanceof DecisionTooLarge ? "tooLarge" : "apply";
  deadLetter(desk, cause, letter.command.workspace, messageOf(error), letter.command);
  letter.reply(no(refusal("internal")));
}

/** An agenda step that threw: skipped from now on, because it would come back on every load. */
export function crashedStep(
  desk: Desk,
  workspace: string,
  key: string,
  cause: "step" | "apply",
  error: unknown,
): void {
  note(desk, workspace, key);
  deadLetter(desk, cause, workspace, `${key}: ${messageOf(error)}`);
}

function note(desk: Desk, workspace: string, key: string): void {
  const parks = desk.quarantine.crashed(key, workspace, desk.world.clock.monotonic());
  if (parks) desk.toStop.push(workspace);
}

/** Records that a workspace is parked, once memory is sound again. */
export function stopParked(desk: Desk, live: Live): void {
  for (let workspace = desk.toStop.shift(); workspace; workspace = desk.toStop.shift()) {
    const reason = "three commands crashed within 30 seconds";
    const message = `workspace ${workspace} is stopped: ${reason}`;
    alarm(desk, "workspaceStopped", message);
    try {
      const drafts = [{ type: "workspace.stopped", reason } as const];
      commitDrafts(desk.world, live, drafts, workspace, live.time.now(), "engine");
    } catch (error) {
      live.doomed = true;
      deadLetter(desk, "apply", workspace, messageOf(error));
      return;
    }
  }
}

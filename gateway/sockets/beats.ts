import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import { SOCKET_CLOSE } from "../../engine/contract/wire/refusals.ts";
import type { Gateway } from "../context.ts";
import { beatDue } from "../conversations/due.ts";
import { refreshProfiles } from "../desk/profiles/work.ts";
import { beatVisits } from "../desk/visits/visits.ts";
import { LIMITS } from "../limits/limits.ts";
import { companyAnswers } from "../pages/companies_there.ts";
import { errorFields } from "../log.ts";
import { catchUpAgent } from "./agent_session.ts";
import { beatDays, beatLines, beatSelves } from "./desks.ts";
import { beatLightened, listsAreDue } from "./lightened.ts";
import { beatMissed } from "./missed.ts";
import { beatPositions } from "./positions.ts";
import { beatAlive, reportGone } from "./presence.ts";
import { beatAskedMarks, beatMarks } from "./read_marks.ts";
import { beatRows } from "./rows.ts";
import { closeWire, sendAny } from "./session.ts";
import { beatSignals } from "./signals.ts";
import { catchUpVisitor } from "./visitor_session.ts";

/** Everything the gateway does by the clock, by name, with its interval. */
const BEATS: readonly [name: string, everyMs: number, beat: (gateway: Gateway) => unknown][] = [
  ["hello", 2_000, (gateway) => gateway.bus.hello(gateway.name)],
  ["selves", 250, beatSelves],
  ["rows", 500, beatRows],
  ["signals", 250, beatSignals],
  ["lines", 1_000, beatAllLines],
  ["positions", 1_000, beatPositions],
  ["marks", 1_000, beatMarks],
  ["asked marks", 1_000, beatAskedMarks],
  ["gone", 1_000, reportGone],
  ["alive", 2_000, beatAlive],
  ["spending", 1_000, beatSpending],
  ["detached", 1_000, beatDetached],
  ["missed", 250, beatMissed],
  ["sessions", 1_500, beatSessions],
  ["engine", 1_000, beatEngine],
  ["due", 5_000, beatDue],
  ["days", 30_000, beatDays],
  ["profiles", 2_000, refreshProfiles],
  ["visits", 1_000, beatVisits],
  ["lightened", 1_000, beatLightened],
  ["settings", 2_000, (gateway) => gateway.companySettings.refresh()],
];

/** Starts them; one that is still at work is not started again. */
export function startBeats(gateway: Gateway): () => void {
  const timers = BEATS.map(([name, everyMs, beat]) => {
    let busy = false;
    return setInterval(async () => {
      if (busy) return;
      busy = true;
      try {
        await beat(gateway);
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable)) {
          gateway.onLog({ level: "error", event: `beat.${name}`, ...errorFields(error) });
        }
      } finally {
        busy = false;
      }
    }, everyMs);
  });
  gateway.bus.hello(gateway.name);
  return () => timers.forEach((timer) => clearInterval(timer));
}

/** Keys exchanged in one beat; what is over waits for the next. */
const SPENT_MAX = 2_000;

/** What a key spent here counts at every gateway, a second later. */
async function beatSpending(gateway: Gateway): Promise<void> {
  const spent = gateway.budgets.spent(SPENT_MAX);
  if (spent.length === 0) return;
  const left = await gateway.shared.spend(spent);
  left?.forEach((tokens, at) => gateway.budgets.lower(spent[at].budget, spent[at].key, tokens));
}

async function beatAllLines(gateway: Gateway): Promise<void> {
  for (const { id } of gateway.settings.workspaces) {
    if (listsAreDue(gateway, id)) await beatLines(gateway, id);
  }
}

/** A reader that drained is brought up to date; one that never does is given up. */
async function beatDetached(gateway: Gateway): Promise<void> {
  const now = gateway.clock.monotonic();
  for (const session of [...gateway.hub.sessions()]) {
    if (session.state !== "detached") continue;
    if (session.wire.bufferedAmount === 0) {
      session.state = "live";
      session.since = now;
      if (session.kind === "visitor") await catchUpVisitor(gateway, session);
      else await catchUpAgent(gateway, session);
    } else if (now - session.since > LIMITS.detachedMs) {
      gateway.hub.leaveAll(session);
      closeWire(gateway, session.wire, SOCKET_CLOSE.tryLater, "too_slow");
    }
  }
}

/** Sessions that ended or whose account was disabled elsewhere lose their sockets within 2 s. */
async function beatSessions(gateway: Gateway): Promise<void> {
  const open = new Set<string>();
  for (const session of gateway.hub.sessions()) {
    if (session.kind === "agent") open.add(session.staff.session);
  }
  if (open.size === 0) return;
  for (const session of await gateway.sessions.ended([...open])) gateway.hub.endSession(session);
}

/** The bus itself tries much longer; people are told within this and one beat. */
const ENGINE_WITHIN_MS = 2_000;

/** Tells every socket when the engine stops answering, and when it answers again. */
async function beatEngine(gateway: Gateway): Promise<void> {
  const [first] = gateway.settings.workspaces;
  if (!first) return;
  const degraded = await isSilent(gateway, first.id);
  if (degraded === gateway.degraded) return;
  gateway.degraded = degraded;
  for (const session of gateway.hub.sessions()) {
    sendAny(gateway, session, { type: "degraded", degraded });
  }
}

/** Whether it gives no answer in time; one that refuses for another reason is there. */
async function isSilent(gateway: Gateway, workspace: string): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<true>((resolve) => {
    timer = setTimeout(() => resolve(true), ENGINE_WITHIN_MS);
  });
  const asked = companyAnswers(gateway, workspace).then((answers) => !answers);
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

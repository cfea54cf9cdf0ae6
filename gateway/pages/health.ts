import type { Gateway } from "../context.ts";
import type { App } from "../environment.ts";
import { problem } from "../problems.ts";
import { companiesThere } from "./companies_there.ts";
import { isOperator } from "./operators.ts";

/** A part that does not answer within this time is named as not answering. */
const PART_WITHIN_MS = 2_000;

type Parts = Record<string, { ok: boolean; says?: string }>;

/** Companies that do not answer are named up to so many; the others are counted. */
const NAMED_MAX = 20;

/**
 * Ready when every part answers, and since the start every company has, or has had the time. One
 * that is away later is named and the gateway goes on, degraded: a balancer that asks here must not
 * turn all companies away while one partition changes its owner. One that is stopped is not waited
 * for at all: it comes back by an operator's hand.
 */
interface Readiness {
  ok: boolean;
  parts: Parts;
}

export function healthRoutes(app: App, gateway: Gateway, gauges: () => Record<string, number>) {
  const lately = asked(gateway);
  app.get("/healthz", (c) => c.json({ ok: true }));
  app.get("/readyz", async (c) => {
    const { ok, parts } = await lately();
    const degraded = ok && Object.values(parts).some((one) => !one.ok);
    return c.json(
      { ok, ...(degraded && { degraded }), ...(isOperator(gateway, c) && { parts }) },
      ok ? 200 : 503,
    );
  });
  app.get("/metrics", (c) => {
    if (!isOperator(gateway, c)) return problem(c, { code: "not_found" });
    return c.body(gateway.metrics.text(gauges()), 200, {
      "content-type": "text/plain; version=0.0.4; charset=utf-8",
    });
  });
}

/** A company that never comes, as its journal cannot be read, must not keep a new gateway from all. */
const COMPANIES_WITHIN_MS = 20_000;

interface Life {
  begun: number;
  /** Every company has answered since the start, or there was time enough. */
  complete: boolean;
}

/** Every part is asked at most once in this time, however many ask. */
const ASKED_EVERY_MS = 500;

function asked(gateway: Gateway): () => Promise<Readiness> {
  let at = -Infinity;
  let answer: Promise<Readiness> | undefined;
  const missing = companiesThere(gateway);
  const life: Life = { begun: gateway.clock.monotonic(), complete: false };
  return () => {
    const now = gateway.clock.monotonic();
    if (!answer || now - at > ASKED_EVERY_MS) {
      [at, answer] = [now, readinessOf(gateway, missing, life)];
    }
    return answer;
  };
}

async function readinessOf(
  gateway: Gateway,
  missing: ReturnType<typeof companiesThere>,
  life: Life,
): Promise<Readiness> {
  const parts: Parts = {};
  const ask = async (name: string, question: () => Promise<string | undefined>) => {
    const says = await within(question);
    parts[name] = says === undefined ? { ok: true } : { ok: false, says };
  };
  const [away] = await Promise.all([
    missing(PART_WITHIN_MS),
    ask("records", async () => {
      await gateway.database.query("select 1 as one");
      return undefined;
    }),
    ask("keys", async () => {
      await gateway.keys.read("kProbe");
      return undefined;
    }),
  ]);
  const all = gateway.settings.workspaces.length - (gateway.stopped?.().length ?? 0);
  const silent = all > 0 && away.length >= all;
  parts.engine = silent ? { ok: false, says: "no answer" } : { ok: true };
  for (const [name, says] of Object.entries(await gateway.ready?.() ?? {})) {
    parts[name] = says === undefined ? { ok: true } : { ok: false, says };
  }
  const old = gateway.clock.monotonic() - life.begun > COMPANIES_WITHIN_MS;
  life.complete ||= away.length === 0 || old;
  const ok = life.complete && Object.values(parts).every((one) => one.ok);
  nameAway(parts, away);
  for (const id of gateway.stopped?.() ?? []) {
    parts[`workspace ${id}`] = { ok: false, says: "it is stopped" };
  }
  return { ok, parts };
}

function nameAway(parts: Parts, away: string[]): void {
  for (const id of away.slice(0, NAMED_MAX)) {
    parts[`workspace ${id}`] = { ok: false, says: "it does not answer yet" };
  }
  if (away.length <= NAMED_MAX) return;
  const says = `${away.length - NAMED_MAX} more do not answer yet`;
  parts["other workspaces"] = { ok: false, says };
}

async function within(question: () => Promise<string | undefined>): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("no answer"), PART_WITHIN_MS);
  });
  try {
    return await Promise.race([question(), late]);
  } catch (error) {
    return error instanceof Error ? error.name : "failed";
  } finally {
    clearTimeout(timer);
  }
}

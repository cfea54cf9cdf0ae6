/** What-ifs as an admin starts them, one after the other while a slot lasts. */
import { call, type Client } from "../../deploy/demo/client.ts";
import type { Configuration } from "../../engine/contract/wire/configuration.ts";
import type {
  ConfigurationAdmin,
  ConfigurationDraft,
} from "../../engine/contract/wire/http_configuration.ts";
import {
  SIMULATION_CAUSES,
  type SimulationProgress,
} from "../../engine/contract/wire/simulation.ts";

/** As many as may be asked for, so that it seldom ends within a slot. */
const DAYS = 1_000;
/** As often as the console looks. */
const LOOK_EVERY_MS = 500;

export interface Beside {
  /** Runs for so long, then ends at once; the days that were simulated. */
  runFor(ms: number): Promise<number>;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** On the day that it is now where the first shop is; the draft turns every group's strategy. */
export async function whatIfs(admin: Client): Promise<Beside> {
  const { document, draft } = await call<ConfigurationAdmin>(admin, "GET", "/api/v1/config");
  const { shops, groups } = document as unknown as Configuration;
  const { edition } = await call<ConfigurationDraft>(admin, "PUT", "/api/v1/config/draft", {
    edition: draft?.edition ?? 0,
    document: { ...document, groups: groups.map((one) => ({ ...one, strategy: "roundRobin" })) },
  });
  const day = new Date().toLocaleDateString("sv-SE", { timeZone: shops[0].timeZone });
  const path = "/api/v1/simulations";
  const start = () =>
    call<{ simulation: string }>(admin, "POST", path, { day, edition, days: DAYS });
  const look = (simulation: string) =>
    call<SimulationProgress>(admin, "GET", `${path}/${simulation}`);

  return {
    async runFor(ms) {
      const endsAt = performance.now() + ms;
      let days = 0;
      let { simulation } = await start();
      while (performance.now() < endsAt) {
        await pause(Math.min(LOOK_EVERY_MS, Math.max(0, endsAt - performance.now())));
        const progress = await look(simulation);
        if (progress.state === "running") continue;
        days += daysOf(progress);
        ({ simulation } = await start());
      }
      days += daysOf(await look(simulation));
      await call(admin, "DELETE", `${path}/${simulation}`);
      return days;
    },
  };
}

function daysOf(progress: SimulationProgress): number {
  if (progress.state === "running") return progress.done;
  if (progress.state === "finished") return (progress.result.reproduced ? 2 : 1) * DAYS;
  const why = progress.state === "refused" ? SIMULATION_CAUSES[progress.cause].en : "cancelled";
  throw new Error(`there is no what-if to measure: ${why}`);
}

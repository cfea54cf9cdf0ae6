import type { NatsConnection } from "@nats-io/transport-node";
import { checkBackwards } from "./backwards.ts";
import { checkClock } from "./clock.ts";
import { checkMappings } from "./mappings.ts";
import { BootRefused } from "./refused.ts";
import { checkStreams } from "./settings.ts";

/**
 * What an engine makes sure of before it owns anything: that the servers can do what the journal's
 * promises rest on, and that the journal is the one it was. Each refusal names the line of the
 * servers' configuration, or the command, that mends it.
 */
export async function checkBoot(
  nats: NatsConnection,
  report: (sentence: string) => void,
): Promise<void> {
  checkVersion(nats.info?.version ?? "0");
  await checkStreams(nats);
  await checkMappings(nats);
  await checkClock(nats, report);
  await checkBackwards(nats);
}

/** Older ones lose a limit's count or the fence's expectation in ways that we know of. */
const VERSION_LEAST = [2, 14, 5];

export function checkVersion(version: string): void {
  const numbers = version.split(/[.-]/).map(Number);
  for (const [place, least] of VERSION_LEAST.entries()) {
    const number = numbers[place] || 0;
    if (number > least) return;
    if (number < least) {
      throw new BootRefused(
        `nats-server is ${version}; it has to be ${VERSION_LEAST.join(".")} or newer: ` +
          `run deno task provision, or install nats-server by hand, and restart it.`,
      );
    }
  }
}

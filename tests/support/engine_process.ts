/** Engine processes of a test's own: real ones, started and killed. */
import type { Member } from "../../engine/member.ts";
import { type OwnProcess, type OwnProcessSettings, startOwnProcess } from "./own_process.ts";

export interface EngineProcess extends OwnProcess {
  name: string;
  /** What it owns, by its own word; undefined while it cannot say. */
  partitions(): Promise<ReturnType<Member["partitions"]> | undefined>;
}

export function startEngineProcess(
  natsUrl: string,
  name: string,
  settings: OwnProcessSettings = {},
): EngineProcess {
  const env = { NATS_URL: natsUrl, TIDEGATE_NAME: name };
  const own = startOwnProcess("engine/main.ts", env, settings);
  return {
    ...own,
    name,
    async partitions() {
      const answer = await fetch(`http://127.0.0.1:${own.ownPort}/figures`).catch(() => undefined);
      return (await answer?.json())?.partitions;
    },
  };
}

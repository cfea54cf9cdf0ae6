/** Passwords of one installation, made once and kept in a file that its owner alone reads. */
import { PROCESSES, type ProcessKind } from "./nats/permissions.ts";
import { newSecret } from "./settings.ts";
import type { Integrator, NatsCredentials } from "./nats/configuration.ts";

export interface Secrets {
  nats: NatsCredentials;
  integrators: Integrator[];
  postgres: { owner: string; tidegate_gateway: string; tidegate_projector: string };
  redis: string;
}

/** Letters and digits alone: it goes into addresses and configuration files unquoted. */
const password = (): string => newSecret().replaceAll(/[-_]/g, "x");

export function newSecrets(integrators: { name: string; workspace: string }[]): Secrets {
  const processes = Object.fromEntries(PROCESSES.map((kind) => [kind, password()]));
  return {
    nats: {
      operator: password(),
      system: password(),
      routes: password(),
      processes: processes as Record<ProcessKind, string>,
    },
    integrators: integrators.map((one) => ({ ...one, password: password() })),
    postgres: {
      owner: password(),
      tidegate_gateway: password(),
      tidegate_projector: password(),
    },
    redis: password(),
  };
}

/** The file's, or new ones that are in the file when it resolves. */
export async function secretsIn(
  path: string,
  integrators: { name: string; workspace: string }[],
): Promise<Secrets> {
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
  }
  const made = newSecrets(integrators);
  await Deno.writeTextFile(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

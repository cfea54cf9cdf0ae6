import { Busy } from "./apart.ts";

/**
 * A door for the operator of this machine alone: a socket in the data folder, which only its owner
 * may open. `deno task erase --now` and `verify` speak to a running desk through it.
 */
const controlPath = (folder: string): string => `${folder}/control.sock`;

export interface Control {
  stop(): Promise<void>;
}

/** Why the desk did not do what it was asked for; `busy`: something else runs, nothing was done. */
const STATUS_OF = { busy: 409, not_found: 404, internal: 500 } as const;
type RefusalCode = keyof typeof STATUS_OF;

class ControlRefused extends Error {
  override name = "ControlRefused";
  constructor(message: string, readonly code: RefusalCode) {
    super(message);
  }
}

const refused = (code: RefusalCode, message: string): Response =>
  Response.json({ code, message }, { status: STATUS_OF[code] });

/** Serves the named actions; what does not succeed answers with its code and its sentence. */
export async function serveControl(
  folder: string,
  actions: Record<string, () => Promise<unknown>>,
): Promise<Control> {
  const path = controlPath(folder);
  await Deno.remove(path).catch(() => undefined);
  const server = Deno.serve({ path, onListen: () => {} }, async (request) => {
    const action = actions[new URL(request.url).pathname.slice(1)];
    if (action === undefined || request.method !== "POST") {
      return refused("not_found", "The desk that runs here cannot do this.");
    }
    try {
      return Response.json(await action() ?? null);
    } catch (cause) {
      return refused(cause instanceof Busy ? "busy" : "internal", (cause as Error).message);
    }
  });
  await Deno.chmod(path, 0o600);
  return {
    async stop() {
      await server.shutdown();
      await Deno.remove(path).catch(() => undefined);
    },
  };
}

/** Undefined when it is told in another way, as by a desk of an earlier build. */
function refusalOf(said: string): ControlRefused | undefined {
  try {
    const { code, message } = JSON.parse(said) as { code: RefusalCode; message: string };
    return new ControlRefused(message, code);
  } catch {
    return undefined;
  }
}

/**
 * Asks the desk that works in this folder. Undefined when none does; throws with its sentence, and
 * `code` `busy` while something else runs that must not be disturbed.
 */
export async function askDesk(folder: string, action: string): Promise<unknown> {
  const path = controlPath(folder);
  if (!await Deno.stat(path).catch(() => undefined)) return undefined;
  const client = Deno.createHttpClient({ proxy: { transport: "unix", path } });
  try {
    const answer = await fetch(`http://desk/${action}`, { method: "POST", client } as RequestInit);
    if (!answer.ok) {
      const said = await answer.text();
      throw refusalOf(said) ??
        new ControlRefused(said || `it answered ${answer.status}`, "internal");
    }
    return await answer.json();
  } catch (cause) {
    if (cause instanceof TypeError) return undefined;
    throw cause;
  } finally {
    client.close();
  }
}

/**
 * A door for the operator of this machine alone: a socket in the data folder, which only its owner
 * may open. `deno task erase --now` and `verify` speak to a running desk through it.
 */
const controlPath = (folder: string): string => `${folder}/control.sock`;

export interface Control {
  stop(): Promise<void>;
}

/** Serves the named actions; an unknown name answers 404. */
export async function serveControl(
  folder: string,
  actions: Record<string, () => Promise<unknown>>,
): Promise<Control> {
  const path = controlPath(folder);
  await Deno.remove(path).catch(() => undefined);
  const server = Deno.serve({ path, onListen: () => {} }, async (request) => {
    const action = actions[new URL(request.url).pathname.slice(1)];
    if (action === undefined || request.method !== "POST") {
      return new Response(null, { status: 404 });
    }
    try {
      return Response.json(await action() ?? null);
    } catch (cause) {
      return new Response((cause as Error).message, { status: 500 });
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

/** Asks the desk that works in this folder. Undefined when none does; throws with its sentence. */
export async function askDesk(folder: string, action: string): Promise<unknown> {
  const path = controlPath(folder);
  if (!await Deno.stat(path).catch(() => undefined)) return undefined;
  const client = Deno.createHttpClient({ proxy: { transport: "unix", path } });
  try {
    const answer = await fetch(`http://desk/${action}`, { method: "POST", client } as RequestInit);
    if (!answer.ok) throw new Error(await answer.text() || `the desk answered ${answer.status}`);
    return await answer.json();
  } catch (cause) {
    if (cause instanceof TypeError) return undefined;
    throw cause;
  } finally {
    client.close();
  }
}

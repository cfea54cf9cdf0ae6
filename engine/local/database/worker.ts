import { type Projection, startProjection } from "./projection.ts";
import type { FromWorker, OpenSettings, Request, ToWorker } from "./protocol.ts";
import { openStore, type Store } from "./store.ts";

/**
 * The records' thread: PGlite and the projector, so that no SQL ever holds up a decision. Requests
 * are answered as they finish; PGlite itself runs one statement or transaction at a time.
 */
const scope = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((message: MessageEvent<ToWorker>) => void) | null;
};

const report = (sentence: string) => scope.postMessage({ type: "report", sentence });

let opened: { store: Store; projection: Projection } | undefined;

function parts(): { store: Store; projection: Projection } {
  if (!opened) throw new Error("the records were asked before they were opened");
  return opened;
}

async function open(settings: OpenSettings): Promise<void> {
  const { folder, deskMigrations } = settings;
  const store = await openStore({ folder, deskMigrations, report });
  opened = { store, projection: await startProjection(store, settings, report) };
}

async function stop(): Promise<void> {
  const { store, projection } = parts();
  await projection.stop();
  await store.close();
}

function answer(request: Request): Promise<unknown> {
  switch (request.type) {
    case "open":
      return open(request.settings);
    case "query":
      return parts().store.desk.query(request.text, request.parameters);
    case "transaction":
      return parts().store.desk.transaction(request.statements);
    case "reached":
      return parts().projection.reached(request.workspace, request.seq, request.timeoutMs);
    case "compare":
      return parts().projection.compare(request.partition);
    case "rebuild":
      return parts().projection.rebuild();
    case "eraseNow":
      return parts().projection.eraseNow();
    case "stop":
      return stop();
    default:
      throw new Error("unknown request to the records", { cause: request satisfies never });
  }
}

scope.onmessage = async ({ data: { id, request } }) => {
  try {
    scope.postMessage({ type: "answer", id, value: await answer(request) });
  } catch (error) {
    const { name, message, code } = error as Error & { code?: string };
    scope.postMessage({ type: "failed", id, name, message, code });
  }
};

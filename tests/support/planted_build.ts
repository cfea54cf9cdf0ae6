/** The product with a fault in its core, in a folder of its own: what a load run must find. */

const ROOT = new URL("../../", import.meta.url).pathname;
const COPIED = ["engine", "gateway", "deploy", "bench", "console", "deno.json", "deno.lock"];
/** Big, and the same for every build. */
const LINKED = ["node_modules", ".cache"];

const DECIDES = 'export { decide } from "./decide.ts";';
/** What the fault `alert twice` makes of it: every alert is decided, stored and fed two times. */
const ALERTS_TWICE = `import { decide as rightly } from "./decide.ts";

export const decide: typeof rightly = (state, command, now) => {
  const decision = rightly(state, command, now);
  if (!decision.ok) return decision;
  const drafts = decision.drafts.flatMap((draft) =>
    draft.type === "conversation.alerted" ? [draft, draft] : [draft]
  );
  return { ...decision, drafts };
};`;

/** A copy whose engine tells every alert twice. Throws when the core no longer has that line. */
export async function buildThatAlertsTwice(folder: string): Promise<void> {
  for (const name of COPIED) await copy(`${ROOT}${name}`, `${folder}/${name}`);
  for (const name of LINKED) await Deno.symlink(`${ROOT}${name}`, `${folder}/${name}`);
  const door = `${folder}/engine/core/mod.ts`;
  const text = await Deno.readTextFile(door);
  if (!text.includes(DECIDES)) throw new Error(`${door} decides elsewhere: plant the fault anew`);
  await Deno.writeTextFile(door, text.replace(DECIDES, ALERTS_TWICE));
}

async function copy(from: string, to: string): Promise<void> {
  if ((await Deno.stat(from)).isFile) return await Deno.copyFile(from, to);
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) await copy(`${from}/${name}`, `${to}/${name}`);
}

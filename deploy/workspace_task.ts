/**
 * `deno task workspace`: the companies of a cluster's data folder. A new one is served, and where
 * it was placed by hand mapped, from the cluster's next start; moving one later is not possible.
 */
import { isToken, partitionOf } from "../engine/contract/wire/ids.ts";
import { readSettings, type Settings, writeSettings } from "./settings.ts";

const HELP = `deno task workspace list --data FOLDER
deno task workspace create ID --data FOLDER [--zh NAME] [--en NAME] [--partition 32]
The companies of a cluster. --partition (32 to 63) places a large one alone; otherwise by hash.`;

const value = (name: string): string | undefined => {
  const at = Deno.args.indexOf(name);
  return at < 0 ? undefined : Deno.args[at + 1];
};

function partitionAsked(settings: Settings): number | undefined {
  const text = value("--partition");
  if (text === undefined) return undefined;
  const partition = Number(text);
  if (!Number.isInteger(partition) || partition < 32 || partition > 63) {
    throw new Error("--partition takes 32 to 63, as in --partition 32.");
  }
  const there = settings.workspaces.find((one) => one.partition === partition);
  if (there !== undefined) throw new Error(`Partition ${partition} is ${there.id}'s.`);
  return partition;
}

async function create(data: string, settings: Settings, id: string): Promise<void> {
  if (!isToken(id)) throw new Error("A company's name is letters, digits, - and _: big-shop.");
  if (settings.workspaces.some((one) => one.id === id)) throw new Error(`${id} is there already.`);
  const [zh, en] = [value("--zh") ?? id, value("--en") ?? id];
  const workspace = { id, name: { zh, en }, partition: partitionAsked(settings) };
  await writeSettings(data, { ...settings, workspaces: [...settings.workspaces, workspace] });
  console.log(`${id} is there from the cluster's next start.`);
}

if (import.meta.main) {
  const [verb, id] = Deno.args;
  const data = value("--data");
  if (!data || !["list", "create"].includes(verb)) {
    console.log(HELP);
    Deno.exit(Deno.args.includes("--help") ? 0 : 2);
  }
  try {
    const settings = await readSettings(data);
    if (settings === undefined) throw new Error(`${data} holds no cluster yet: start it once.`);
    if (verb === "create") await create(data, settings, id ?? "");
    else {
      for (const { id, name, partition } of settings.workspaces) {
        console.log(`${id}  ${name.zh}  partition ${partition ?? `${partitionOf(id)} by hash`}`);
      }
    }
  } catch (cause) {
    console.error((cause as Error).message);
    Deno.exit(1);
  }
}

/**
 * `deno task explain`: why a conversation came to an agent, or into the line. Replays the journal of
 * a data folder to the decision, beside a running desk as well as after its stop.
 */
import { createConfigurations } from "../engine/actors/configurations.ts";
import type { ExplainedAgent, Explanation } from "../engine/contract/wire/explanation.ts";
import { isToken, partitionOf } from "../engine/contract/wire/ids.ts";
import { openDocuments } from "../engine/local/documents/documents.ts";
import { explainPast } from "../engine/local/explain/replay.ts";
import { readWhole } from "../engine/local/journal/whole.ts";
import { openSnapshots } from "../engine/local/snapshots/snapshots.ts";
import { dataFolder } from "./data_folder.ts";

const HELP = `deno task explain <conversation> [--at SEQ] [--json] [--data FOLDER] [--workspace ID]
Replays to a decision of a conversation (the newest, or the one numbered SEQ) and shows who could
have had it, with scores and the first failing reason of the others.`;

interface Options {
  conversation: string;
  at?: number;
  json: boolean;
  data: string;
  workspace: string;
}

function parse(args: string[]): Options | undefined {
  const options: Options = { conversation: "", json: false, data: dataFolder(), workspace: "demo" };
  for (let i = 0; i < args.length; i++) {
    const value = args[i + 1];
    if (args[i] === "--json") options.json = true;
    else if (args[i] === "--at" && Number.isInteger(Number(value))) options.at = Number(args[++i]);
    else if (args[i] === "--data" && value) options.data = args[++i];
    else if (args[i] === "--workspace" && value) options.workspace = args[++i];
    else if (isToken(args[i]) && options.conversation === "") options.conversation = args[i];
    else return undefined;
  }
  return options.conversation === "" ? undefined : options;
}

/** The number of the newest event of a conversation that says why. */
async function newest({ data, workspace, conversation }: Options): Promise<number | undefined> {
  let found: number | undefined;
  for await (const { batch } of readWhole(data, partitionOf(workspace))) {
    for (const event of batch.events) {
      const own = event.workspace === workspace && "conversation" in event &&
        event.conversation === conversation;
      if (own && "why" in event) found = event.seq;
    }
  }
  return found;
}

async function explain(options: Options): Promise<Explanation | undefined> {
  const { data, workspace } = options;
  const partition = partitionOf(workspace);
  const seq = options.at ?? await newest(options);
  if (seq === undefined) return undefined;
  return await explainPast(
    {
      partition,
      snapshots: openSnapshots(data, partition),
      configurations: createConfigurations(openDocuments(data)),
      async *read(from) {
        for await (const entry of readWhole(data, partition)) {
          if (entry.sequence >= from) yield entry;
        }
      },
    },
    workspace,
    seq,
  );
}

function lineOf(one: ExplainedAgent, winner: string | undefined): string {
  const mark = one.agent === winner ? "*" : " ";
  const load = `${one.usedUnits}/${one.capacityUnits}`;
  const score = one.score === undefined ? "" : ` score ${one.score.sum.toFixed(3)}`;
  const idle = `idle ${Math.round(one.idleMs / 1_000)} s`;
  const said = one.failing ?? `${idle}, level ${one.level}${score}`;
  return `${mark} ${one.agent.padEnd(16)} ${load.padStart(9)}  ${said}`;
}

function told(found: Explanation): string {
  const { conversation, seq, event, group, strategy, configuration, why, looked, eligible } = found;
  return [
    `${event} of ${conversation}, number ${seq}, ${new Date(found.at).toISOString()}`,
    `group ${group}, ${strategy}, configuration ${configuration.version}`,
    `why ${JSON.stringify(why ?? {})}`,
    `${eligible} of ${looked} could have had it:`,
    ...found.candidates.map((one) => lineOf(one, found.winner)),
    ...(found.work ?? []).map((one, at) =>
      `${at + 1}. ${one.conversation} class ${one.class} index ${one.index.toFixed(2)}`
    ),
  ].join("\n");
}

if (import.meta.main) {
  const options = Deno.args.includes("--help") ? undefined : parse(Deno.args);
  if (options === undefined) {
    console.log(HELP);
    Deno.exit(Deno.args.includes("--help") ? 0 : 2);
  }
  const found = await explain(options);
  if (found === undefined) {
    console.error(`There is no such decision of ${options.conversation} in ${options.data}.`);
    Deno.exit(1);
  }
  console.log(options.json ? JSON.stringify(found, null, 2) : told(found));
}

/**
 * `deno task verify`: the promises, judged on a data folder's journal and on the histories that
 * clients wrote. Prints per promise how many cases it judged; exit code 1 with the offending
 * entries, also when a run's minima were not reached.
 */
import type { Configuration } from "../engine/contract/wire/configuration.ts";
import { connectNats } from "../engine/nats/mod.ts";
import type { Comparison } from "../engine/records/compare.ts";
import { compareFolder } from "../engine/local/database/compare_folder.ts";
import { openDocuments } from "../engine/local/documents/documents.ts";
import { readWhole } from "../engine/local/journal/whole.ts";
import { createJudge, judgeEntry, judgeHistory, verdictsOf } from "../engine/promises/judge.ts";
import { readHistories } from "./histories.ts";
import { happened, MINIMA, missed } from "../engine/promises/minima.ts";
import { askDesk } from "./control.ts";
import { dataFolder, partitionsIn } from "./data_folder.ts";
import { verifyCluster } from "./verify_cluster.ts";
import { verifyNats } from "./verify_nats.ts";
import { sameState } from "./same_state.ts";

const HELP = `deno task verify [--data FOLDER] [--history FILE]… [--workspace ID] [--minima smoke]
       deno task verify --cluster FOLDER [--history FILE]…
       deno task verify --nats [--histories FOLDER]
Judges the promises on the journal of a data folder (TIDEGATE_DATA), or of a running cluster at
rest, and on clients' histories. --nats: on the journal of the server that NATS_URL names with its
operator, without records; of the folder, COMPANY.jsonl is that company's history.`;

interface Options {
  cluster?: string;
  nats: boolean;
  /** A folder with one history for each company. */
  byCompany?: string;
  data: string;
  workspace: string;
  minima: keyof typeof MINIMA;
  histories: string[];
}

function parse(args: string[]): Options {
  const options: Options = {
    nats: args.includes("--nats"),
    data: dataFolder(),
    workspace: "demo",
    minima: "none",
    histories: [],
  };
  const rest = args.filter((word) => word !== "--nats");
  for (let i = 0; i < rest.length; i += 2) {
    const [word, value] = [rest[i], rest[i + 1]];
    if (word === "--data" && value) options.data = value;
    else if (word === "--histories" && value) options.byCompany = value;
    else if (word === "--cluster" && value) options.cluster = value;
    else if (word === "--history" && value) options.histories.push(value);
    else if (word === "--workspace" && value) options.workspace = value;
    else if (word === "--minima" && value in MINIMA) {
      options.minima = value as keyof typeof MINIMA;
    } else if (word === "--help") {
      console.log(HELP);
      Deno.exit(0);
    } else {
      console.error(`${word} ${value ?? ""} is not an option of verify.\n${HELP}`);
      Deno.exit(2);
    }
  }
  return options;
}

/** Every published configuration, read before the journal names it. */
async function published(folder: string): Promise<Map<string, Configuration>> {
  const documents = openDocuments(folder);
  const found = new Map<string, Configuration>();
  const decoder = new TextDecoder();
  for await (const entry of Deno.readDir(`${folder}/documents`)) {
    const bytes = entry.isFile ? await documents.get(entry.name.split(".")[0]) : undefined;
    if (bytes) found.set(entry.name.split(".")[0], JSON.parse(decoder.decode(bytes)));
  }
  return found;
}

/** P7 by the desk that works in the folder, or by opening the records when none does. */
async function records(folder: string): Promise<number> {
  const asked = await askDesk(folder, "compare") as Comparison[] | undefined;
  const compared = asked ?? await compareFolder(folder, (sentence) => console.error(sentence));
  let differences = 0;
  for (const comparison of compared) {
    console.log(`P7: ${comparison.judged} judged, ${comparison.differences} broken`);
    for (const one of comparison.first) console.error(`  ${JSON.stringify(one)}`);
    differences += comparison.differences;
  }
  return differences;
}

if (import.meta.main) {
  const options = parse(Deno.args);
  if (options.nats) {
    const url = Deno.env.get("NATS_URL") ?? "";
    const nats = await connectNats({ url, name: "verify", inboxPrefix: "_INBOX" })
      .catch((cause: Error) => {
        console.error(cause.message);
        Deno.exit(2);
      });
    const broken = await verifyNats(nats, options.byCompany, console.log);
    await nats.close();
    Deno.exit(broken === 0 ? 0 : 1);
  }
  if (options.cluster !== undefined) {
    const history = await readHistories(options.histories);
    const { cluster, workspace } = options;
    const broken = await verifyCluster(cluster, workspace, history, console.log);
    Deno.exit(broken === 0 ? 0 : 1);
  }
  const holds = await partitionsIn(options.data);
  if (holds.length === 0) {
    console.error(`There is no journal in ${options.data}: name a data folder with --data.`);
    Deno.exit(1);
  }
  const documents = await published(options.data);
  const history = await readHistories(options.histories);
  let failures = await records(options.data);
  for (const partition of holds) {
    const judge = createJudge((hash) => documents.get(hash));
    for await (const entry of readWhole(options.data, partition)) judgeEntry(judge, entry);
    judgeHistory(judge, options.workspace, history);
    const got = happened(judge, history);
    for (const verdict of verdictsOf(judge)) {
      console.log(`${verdict.promise}: ${verdict.judged} judged, ${verdict.broken} broken`);
      for (const offence of verdict.offences) console.error(`  ${offence}`);
      failures += verdict.broken;
    }
    console.log(Object.entries(got).map(([name, count]) => `${name} ${count}`).join(", "));
    const same = await sameState(options.data, partition, (hash) => documents.get(hash));
    console.log(`state: ${same.bytes} bytes, the same from ${same.snapshots} snapshots`);
    for (const sequence of same.different) {
      console.error(`  snapshot ${sequence} folds differently`);
    }
    failures += same.different.length;
    for (const name of missed(got, MINIMA[options.minima])) {
      console.error(`too little happened: ${name} ${got[name]} < ${MINIMA[options.minima][name]}`);
      failures++;
    }
  }
  Deno.exit(failures === 0 ? 0 : 1);
}

/**
 * `deno run -A tests/tasks.ts`: walks thirty tasks as newcomers do and writes what they took to
 * `console/pictures/tasks.md`.
 */
import { call, signIn as client } from "../deploy/demo/client.ts";
import { type Journey, journey } from "./support/journey.ts";
import { signIn, work } from "./support/staff.ts";
import { ADMIN_TASKS } from "./support/tasks/admin.ts";
import { AGENT_TASKS } from "./support/tasks/agent.ts";
import { SUPERVISOR_TASKS } from "./support/tasks/supervisor.ts";
import { walkAll, type Walked } from "./support/tasks/task.ts";
import { withoutOverflow } from "./support/journey_company.ts";
import { ask, enter } from "./support/visitor.ts";

const PAGE = new URL("../console/pictures/tasks.md", import.meta.url);
const ABOUT = `# Thirty tasks of newcomers

Walked by \`deno run -A tests/tasks.ts\`, which counts clicks and keys on the pages and writes this
file. Seconds are those of the keystroke-level model (1.35 s to think, 1.1 s to point, 0.2 s to
click, 0.28 s a key), not of a stopwatch: a person who looks around needs longer. Under machine
stand the seconds that the pages took to do it, by a hand that never thinks. The pages themselves
are on the contact sheets beside this file.
`;

async function agents(journey: Journey): Promise<Walked[]> {
  const shen = await client(journey.desk.base, "shen", journey.company.password);
  await call(shen, "POST", "/api/v1/quick-replies", {
    scope: "company",
    folder: "运费",
    shortcut: "yfx",
    text: "运费险由店铺赠送",
  });
  await work(journey, "chen");
  const page = await signIn(journey, "lin");
  await ask(await enter(journey), "Is it waterproof?");
  return await walkAll(page, journey, AGENT_TASKS);
}

async function supervisors(journey: Journey): Promise<Walked[]> {
  await work(journey, "he");
  await ask(await enter(journey), "My parcel is broken", "Returns and refunds");
  await ask(await enter(journey), "Anybody?", "Sizes and choosing");
  return await walkAll(await signIn(journey, "shen"), journey, SUPERVISOR_TASKS);
}

async function admins(journey: Journey): Promise<Walked[]> {
  await work(journey, "he");
  await ask(await enter(journey), "My parcel is broken", "Returns and refunds");
  return await walkAll(await signIn(journey, "admin"), journey, ADMIN_TASKS);
}

function table(who: string, tasks: readonly Walked[]): string {
  const rows = tasks.map(({ asks, clicks, keys, seconds, machine, stumble = "" }, at) =>
    `| ${at + 1} | ${asks} | ${clicks} | ${keys} | ${Math.round(seconds)} | ${
      machine.toFixed(1)
    } | ${stumble} |`
  );
  return [
    `## ${who}`,
    "",
    "| | task | clicks | keys | seconds | machine | stumbled on |",
    "| - | - | - | - | - | - | - |",
    ...rows,
    "",
  ].join("\n");
}

const parts: string[] = [ABOUT];
for (
  const [who, walk] of [
    ["A new agent", agents],
    ["A new supervisor", supervisors],
    ["A new admin", admins],
  ] as const
) {
  await journey(async (one) => void parts.push(table(who, await walk(one))), withoutOverflow);
}
await Deno.writeTextFile(PAGE, parts.join("\n"));
await new Deno.Command(Deno.execPath(), { args: ["fmt", "-q", PAGE.pathname] }).output();

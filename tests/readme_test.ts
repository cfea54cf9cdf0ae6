/** Every command of the README runs: the quick ones here, the long ones in the test named beside. */
import assert from "node:assert/strict";
import { readProject } from "./support/source_tree.ts";

/** Commands whose real run is another test's affair; here they only have to know their options. */
const ELSEWHERE: Record<string, string> = {
  start: "tests/journeys",
  test: "this run itself",
  "bench smoke": "tests/load/smoke_test.ts",
  "bench kill": "tests/load/kill_test.ts",
  cluster: "tests/cluster/desk_test.ts",
  workspace: "tests/cluster/placement_test.ts",
  backup: "tests/cluster/backup_test.ts",
  restore: "tests/cluster/backup_test.ts",
  relay: "tests/cluster/integrators_test.ts",
  verify: "tests/load/erase_test.ts",
  erase: "tests/load/erase_test.ts",
  rebuild: "tests/cluster/rebuild_test.ts",
  explain: "deploy/explain_test.ts",
  "raise-level": "tests/cluster/levels_test.ts",
  ok: "the gate of every commit; its parts are the stages of the test command",
};

const readme = await readProject("README.md");
const commands = [
  ...new Set(
    [...readme.matchAll(/(?:deno(?:@2\.9\.5)?|^ {4}npx -y deno@2\.9\.5) task ([^`\n]+)/gm)].map((
      match,
    ) => match[1].trim()),
  ),
];

const tasks = Object.keys(JSON.parse(await readProject("deno.json")).tasks);

async function run(args: string[]): Promise<number> {
  const cwd = new URL("../", import.meta.url);
  const command = new Deno.Command(Deno.execPath(), { args: ["task", "-q", ...args], cwd });
  return (await command.output()).code;
}

Deno.test("readme - the two commands stand first", () => {
  const [first, second] = readme.match(/npx -y deno@2\.9\.5 task \w+/g) ?? [];
  assert.equal(first, "npx -y deno@2.9.5 task start");
  assert.equal(second, "npx -y deno@2.9.5 task test");
});

Deno.test("readme - every task that is listed is explained, and exists", () => {
  assert.ok(commands.length >= 8, commands.join(", "));
  for (const command of commands) assert.ok(tasks.includes(command.split(" ")[0]), command);
});

Deno.test("readme - every command runs", async () => {
  for (const command of commands) {
    const words = command.split(" ");
    const elsewhere = ELSEWHERE[words[0]] ?? ELSEWHERE[words.slice(0, 2).join(" ")];
    if (words[0] === "test" || words[0] === "ok") continue;
    const args = elsewhere === undefined ? words : [words[0], "--help"];
    assert.equal(await run(args), 0, command);
  }
});

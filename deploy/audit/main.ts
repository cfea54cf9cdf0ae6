/** `deno task audit`: what others' code we carry, pinned to the byte, under which licence. */
import { isAllowed } from "./licences.ts";
import {
  type Lock,
  manifestOf,
  type Package,
  packagesOf,
  unpinned,
  withoutIntegrity,
} from "./packages.ts";

const HELP = `deno task audit [--offline]
Checks that every import is one exact version, that the lock file fixes the bytes of every package,
that each licence is one of the allowed, and that the registry knows no advisory against any.
--offline asks no registry. Exit code 1 with what is wrong.`;

const ROOT = new URL("../../", import.meta.url);
const read = async (name: string) => JSON.parse(await Deno.readTextFile(new URL(name, ROOT)));

/** Licences by how many packages have them, and what is wrong with any. */
async function licences(packages: readonly Package[]) {
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  let elsewhere = 0;
  for (const one of packages) {
    const manifest = await manifestOf(one);
    if (manifest === undefined) {
      elsewhere++;
      continue;
    }
    const licence = manifest.license ?? "none";
    counts.set(licence, (counts.get(licence) ?? 0) + 1);
    if (!isAllowed(manifest.license)) wrong.push(`${one.id}: licence ${licence}`);
  }
  return { counts, wrong, elsewhere };
}

/** Deno's own question to the registry; a registry that does not answer is said, not passed over. */
async function advisories(): Promise<{ told: string; wrong: string[] }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["audit", "-q"],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  if (code === 0) return { told: "none known", wrong: [] };
  if (/error sending request|status:? [45]\d\d/i.test(said)) {
    return { told: "not asked: the registry did not answer", wrong: [] };
  }
  return { told: "found", wrong: [said.trim()] };
}

if (Deno.args.includes("--help")) {
  console.log(HELP);
  Deno.exit(0);
}
const strange = Deno.args.filter((one) => one !== "--offline");
if (strange.length > 0) {
  console.error(`${strange[0]} is no option.\n${HELP}`);
  Deno.exit(2);
}
const { imports } = await read("deno.json");
const lock: Lock = await read("deno.lock");
const packages = packagesOf(lock);
const { counts, wrong, elsewhere } = await licences(packages);
const known = Deno.args.includes("--offline")
  ? { told: "not asked", wrong: [] }
  : await advisories();
const faults = [
  ...unpinned(imports).map((name) => `${name}: no exact version in deno.json`),
  ...withoutIntegrity(packages).map((id) => `${id}: the lock file does not fix its bytes`),
  ...wrong,
  ...known.wrong,
];
const line = [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => `${name} ${count}`);
console.log(`${packages.length} packages, ${elsewhere} of them for other machines and not here`);
console.log(`licences: ${line.join(", ")}`);
console.log(`advisories: ${known.told}`);
for (const fault of faults) console.error(fault);
Deno.exit(faults.length === 0 ? 0 : 1);

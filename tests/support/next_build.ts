/** A build of the next level: the same engine whose level is one higher, in a folder of its own. */
import { LEVEL } from "../../engine/contract/wire/level.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const LEVEL_FILE = "engine/contract/wire/level.ts";
const STEPS_FILE = "engine/contract/upcast/mod.ts";
const STEPS = "const STEPS: Readonly<Record<number, UpcastStep>> = {";

async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copy(`${from}/${name}`, `${to}/${name}`);
    else if (!name.endsWith("_test.ts")) await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}

async function replace(path: string, from: string, to: string): Promise<void> {
  const text = await Deno.readTextFile(path);
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  await Deno.writeTextFile(path, text.replace(from, to));
}

/** Resolves to its folder, which the caller removes. */
export async function nextBuild(): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-next-" });
  await copy(`${ROOT}engine`, `${folder}/engine`);
  for (const name of ["deno.json", "deno.lock"]) {
    await Deno.copyFile(`${ROOT}${name}`, `${folder}/${name}`);
  }
  await Deno.symlink(`${ROOT}node_modules`, `${folder}/node_modules`);
  await replace(`${folder}/${LEVEL_FILE}`, `LEVEL = ${LEVEL}`, `LEVEL = ${LEVEL + 1}`);
  await replace(`${folder}/${STEPS_FILE}`, STEPS, `${STEPS} ${LEVEL}: {},`);
  return folder;
}

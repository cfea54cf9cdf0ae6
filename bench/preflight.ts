import { BenchOptionWrong } from "./options.ts";

/** Descriptors beside the sockets: files, the database, connections that wait to be used again. */
const HANDLES_SPARE = 1_000;

/** Nothing is half run: what would break a run is found before it begins. Throws BenchOptionWrong. */
export async function preflight(sockets: number, target: string | undefined): Promise<void> {
  await enoughHandles(sockets + HANDLES_SPARE);
  if (target !== undefined) await isReady(target);
}

async function enoughHandles(needed: number): Promise<void> {
  const text = await Deno.readTextFile("/proc/self/limits").catch(() => "");
  const soft = Number(text.match(/^Max open files\s+(\d+)/m)?.[1] ?? Infinity);
  if (soft >= needed) return;
  throw new BenchOptionWrong(
    `This run opens ${needed} files and sockets and the system allows ${soft}: ulimit -n ${needed}.`,
  );
}

async function isReady(target: string): Promise<void> {
  const ready = await fetch(`${target}/readyz`).catch(() => undefined);
  if (!ready) {
    throw new BenchOptionWrong(`Nothing answers at ${target}: start the desk, or name another.`);
  }
  const says = await ready.text();
  const document = await fetch(`${target}/api/openapi.json`).then((answer) => answer.json())
    .catch(() => undefined);
  if (!/tidegate/i.test(String(document?.info?.title))) {
    throw new BenchOptionWrong(`What answers at ${target} is not Tidegate.`);
  }
  if (!ready.ok) {
    throw new BenchOptionWrong(`The desk at ${target} is not ready: ${says.slice(0, 200)}`);
  }
}

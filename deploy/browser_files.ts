/** Builds what browsers load when it is missing or older than its sources. */
const ROOT = new URL("../", import.meta.url);

/** Newest change below a folder, epoch ms; 0 when it is not there. */
async function newest(folder: URL, skip: string): Promise<number> {
  let latest = 0;
  try {
    for await (const entry of Deno.readDir(folder)) {
      if (entry.name === skip) continue;
      const inner = new URL(entry.isDirectory ? `${entry.name}/` : entry.name, folder);
      const at = entry.isDirectory
        ? await newest(inner, skip)
        : (await Deno.stat(inner)).mtime?.getTime() ?? 0;
      latest = Math.max(latest, at);
    }
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
  }
  return latest;
}

const STAMP = new URL("console/dist/.built", ROOT);

/** Throws with the build's last lines when it fails. */
export async function buildIfStale(): Promise<void> {
  const builtAt = (await Deno.stat(STAMP).catch(() => undefined))?.mtime?.getTime() ?? 0;
  const sources = Math.max(
    await newest(new URL("console/", ROOT), "dist"),
    await newest(new URL("engine/contract/wire/", ROOT), ""),
  );
  if (builtAt > sources) return;
  console.error("Building what browsers load …");
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "console/build.ts"],
    cwd: ROOT,
    stdout: "piped",
    stderr: "piped",
  });
  const { success, stdout, stderr } = await command.output();
  if (!success) {
    const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    throw new Error(`The browsers' files were not built:\n${said.slice(-2_000)}`);
  }
  await Deno.writeTextFile(STAMP, `${Date.now()}\n`);
}

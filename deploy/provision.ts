/**
 * Brings what Deno cannot: Chromium with a Chinese font for the journeys, k6 for the load profiles.
 * By the machine's own package managers (apt-get as root, the Go module proxy), idempotent.
 * `--check` only reports. Exit code 0 only when everything asked for is there.
 */
import { cacheFolder, locate, type Part } from "./parts.ts";

const HELP = `deno task provision [--check]
Installs Chromium, Chinese and emoji fonts and k6, where they are missing. --check only reports.`;

const K6_VERSION = "v1.8.1";

async function run(command: string, args: string[], env: Record<string, string> = {}) {
  console.log(`  ${command} ${args.join(" ")}`);
  const child = new Deno.Command(command, { args, env, stdout: "null", stderr: "piped" });
  const out = await child.output().catch((cause) => ({ success: false, stderr: String(cause) }));
  if (out.success) return true;
  const said = typeof out.stderr === "string" ? out.stderr : new TextDecoder().decode(out.stderr);
  console.log(`  failed: ${said.trim().split("\n").at(-1)}`);
  return false;
}

async function apt(packages: string[]): Promise<boolean> {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) {
    console.log(`  please install by your package manager: ${packages.join(" ")}`);
    return false;
  }
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-q"], quiet);
  return await run(
    "apt-get",
    ["install", "-y", "-q", "--no-install-recommends", ...packages],
    quiet,
  );
}

async function goInstall(module: string): Promise<boolean> {
  const folder = await cacheFolder();
  return await run("go", ["install", module], { GOBIN: folder, CGO_ENABLED: "0" });
}

const INSTALL: Record<Part, () => Promise<boolean>> = {
  chromium: () => apt(["chromium", "fonts-noto-cjk", "fonts-noto-color-emoji"]),
  k6: () => goInstall(`go.k6.io/k6@${K6_VERSION}`),
};

if (import.meta.main) {
  if (Deno.args.includes("--help")) {
    console.log(HELP);
    Deno.exit(0);
  }
  let missing = 0;
  for (const part of Object.keys(INSTALL) as Part[]) {
    let place = await locate(part);
    if (!place && !Deno.args.includes("--check")) {
      console.log(`${part}: installing`);
      await INSTALL[part]();
      place = await locate(part);
    }
    console.log(`${part}: ${place ?? "missing"}`);
    if (!place) missing++;
  }
  Deno.exit(missing === 0 ? 0 : 1);
}

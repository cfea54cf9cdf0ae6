/**
 * Brings what Deno cannot: nats-server and the stock `nats` tool, PostgreSQL, Redis, Chromium with
 * a Chinese font, k6. By the machine's own package managers (apt-get as root, the Go module proxy),
 * idempotent. `--check` only reports. Exit code 0 only when everything asked for is there.
 */
import { cacheFolder, locate, type Part } from "./parts.ts";

const HELP = `deno task provision [--check] [PART]…
Installs nats-server, the nats tool, PostgreSQL, Redis, Chromium with Chinese and emoji fonts, and
k6, where they are missing; with names, only those. --check only reports.`;

/** By apt-get (Debian, Ubuntu) when run as root; elsewhere the names are what to ask for. */
const PACKAGES: Partial<Record<Part, string[]>> = {
  chromium: ["chromium", "fonts-noto-cjk", "fonts-noto-color-emoji"],
  postgres: ["postgresql"],
  "redis-server": ["redis-server"],
};

/** By `go install` into the project's cache; exact versions. */
const MODULES: Partial<Record<Part, string>> = {
  "nats-server": "github.com/nats-io/nats-server/v2@v2.15.2",
  nats: "github.com/nats-io/natscli/nats@v0.5.1",
  k6: "go.k6.io/k6@v1.8.1",
};

const PARTS: readonly Part[] = [
  "nats-server",
  "nats",
  "postgres",
  "redis-server",
  "chromium",
  "k6",
];

/** The module proxy and package mirrors drop a connection now and then. */
const TRIES_MAX = 3;

async function run(command: string, args: string[], env: Record<string, string> = {}) {
  console.log(`  ${command} ${args.join(" ")}`);
  const child = new Deno.Command(command, { args, env, stdout: "null", stderr: "piped" });
  const out = await child.output().catch((cause) => ({ success: false, stderr: String(cause) }));
  if (out.success) return true;
  const said = typeof out.stderr === "string" ? out.stderr : new TextDecoder().decode(out.stderr);
  console.log(`  failed: ${said.trim().split("\n").at(-1)}`);
  return false;
}

async function again(attempt: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < TRIES_MAX; tries++) if (await attempt()) return true;
  return false;
}

/** All packages at once: the lists are read one time. */
async function apt(packages: string[]): Promise<void> {
  if (packages.length === 0) return;
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) {
    console.log(`  please install by your package manager: ${packages.join(" ")}`);
    return;
  }
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  await again(() => run("apt-get", ["update", "-q"], quiet));
  const args = ["install", "-y", "-q", "--no-install-recommends", ...packages];
  await again(() => run("apt-get", args, quiet));
}

async function goInstall(module: string): Promise<boolean> {
  const folder = await cacheFolder();
  return await run("go", ["install", module], { GOBIN: folder, CGO_ENABLED: "0" });
}

async function missing(parts: readonly Part[]): Promise<Part[]> {
  const found = await Promise.all(parts.map(locate));
  return parts.filter((_, index) => found[index] === undefined);
}

function asked(names: string[]): readonly Part[] {
  const strange = names.filter((name) => !PARTS.some((part) => part === name));
  if (strange.length > 0) {
    console.error(`${strange.join(", ")}: no such part. One of ${PARTS.join(", ")}.`);
    Deno.exit(2);
  }
  return names.length === 0 ? PARTS : PARTS.filter((part) => names.includes(part));
}

if (import.meta.main) {
  if (Deno.args.includes("--help")) {
    console.log(HELP);
    Deno.exit(0);
  }
  const parts = asked(Deno.args.filter((arg) => arg !== "--check"));
  if (!Deno.args.includes("--check")) {
    const lacking = await missing(parts);
    if (lacking.length > 0) console.log(`installing ${lacking.join(", ")}`);
    await apt(lacking.flatMap((part) => PACKAGES[part] ?? []));
    for (const part of lacking) {
      const module = MODULES[part];
      if (module) await again(() => goInstall(module));
    }
  }
  for (const part of parts) console.log(`${part}: ${await locate(part) ?? "missing"}`);
  Deno.exit((await missing(parts)).length === 0 ? 0 : 1);
}

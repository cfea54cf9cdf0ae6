/** A capacity profile at the NATS door by our own client, from its servers to the promises. */
import { doorCompany } from "../companies/door.ts";
import { type Figure, writeFigures } from "../figures.ts";
import { judged } from "../goals.ts";
import { secondsOf } from "../plan/story.ts";
import { zipf } from "../plan/zipf.ts";
import { type Verified, verifyDoor } from "../verified.ts";
import { UNANSWERED_MAX } from "./arrive.ts";
import { openClient } from "./client.ts";
import { everybody, warm } from "./crowd.ts";
import type { CapacityProfile } from "./profiles.ts";
import { promisesOf } from "./promises.ts";
import { shareCarried } from "./share.ts";
import { type DoorStage, startDoor } from "./stage.ts";
import { failed, p99, type Tally } from "./tally.ts";

interface Ran {
  tally: Tally;
  verified: Verified;
  used: Awaited<ReturnType<DoorStage["used"]>>;
  share: number;
}

/** At this share of its rates and agents, or at the one that the machine is found to carry. */
async function runAtShare(
  profile: CapacityProfile,
  asked: number | undefined,
  seed: number,
): Promise<Ran> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-door-" });
  const at = (share: number) =>
    zipf(profile.companies).spread(profile.agents * share).map((agents, index) =>
      doorCompany(`company-${index + 1}`, agents, profile.botPercent)
    );
  const stage = await startDoor({ folder: `${folder}/nats`, companies: at(0), followed: false });
  try {
    const workspaces = at(0).map(({ workspace }) => workspace);
    const client = await openClient(stage, workspaces, `${folder}/histories`);
    const parts = { profile, seed, client, bus: stage.bus, workspaces };
    const perSecond = await warm(parts);
    const share = asked ?? shareCarried(profile, perSecond);
    console.log(`${perSecond.toFixed(0)} commands/s in closed loops; share ${share.toFixed(3)}`);
    await stage.employ(at(share));
    const before = await stage.used();
    const tally = await everybody(parts, share);
    const after = await stage.used();
    await client.close();
    const verified = await verifyDoor(stage.operatorUrl, `${folder}/histories`);
    const used = {
      engineMs: after.engineMs - before.engineMs,
      serverMs: after.serverMs - before.serverMs,
      engineBytes: after.engineBytes,
    };
    return { tally, verified, used, share };
  } finally {
    await stage.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

function figuresOf({ figures, shape, shareFound }: CapacityProfile, ran: Ran): Figure[] {
  const { tally, used, verified, share } = ran;
  const own = (figure: string, value: number, unit: string, note?: string): Figure => ({
    name: `${figures}.${figure}`,
    value,
    unit,
    note,
  });
  const reasons = [...tally.failures].map(([why, count]) => `${why} ${count}`).join(", ");
  const perCommand = (ms: number) => ms * 1_000 / Math.max(1, tally.commands);
  return [
    own("opens_per_s", tally.openedInTime / secondsOf(shape), "1/s"),
    own("commands", tally.commands, ""),
    own("open_p99_ms", p99(tally.openMs), "ms"),
    own("message_p99_ms", p99(tally.messageMs), "ms"),
    own("close_p99_ms", p99(tally.closeMs), "ms"),
    own("unsent", tally.unsent, "", `came while ${UNANSWERED_MAX} opens were under way`),
    own("failed", failed(tally), "", reasons),
    own("engine_us_per_command", perCommand(used.engineMs), "us"),
    own("server_us_per_command", perCommand(used.serverMs), "us"),
    own("engine_mb", used.engineBytes / 2 ** 20, "MB"),
    ...(shareFound ? [{ name: "jd.story_share", value: share, unit: "share" }] : []),
    ...promisesOf(figures, verified),
  ].filter(({ value }) => Number.isFinite(value));
}

/** What was carried for a few seconds may not be for minutes: then half of it is tried. */
const TRIES_MAX = 3;

export async function runCapacity(
  profile: CapacityProfile,
  { seed, json }: { seed: number; json?: string },
): Promise<boolean> {
  console.log(`${profile.name}: ${profile.about}`);
  for (let tries = 1, share = profile.shareFound ? undefined : 1;; tries++) {
    const ran = await runAtShare(profile, share, seed);
    const figures = judged(figuresOf(profile, ran), profile.goals, profile.figures);
    const met = figures.every((one) => one.met !== false);
    if (!met && ran.verified.kept && profile.shareFound && tries < TRIES_MAX) {
      console.log(`a share of ${ran.share.toFixed(3)} is more than this machine carries`);
      share = ran.share / 2;
      continue;
    }
    await writeFigures(json, profile.name, figures, { seed, seconds: secondsOf(profile.shape) });
    return ran.verified.kept && met;
  }
}

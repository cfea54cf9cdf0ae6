/** Everybody who comes to a capacity profile, and those who come before to warm the engine. */
import { createRandom } from "../plan/random.ts";
import { arrivalsOf, type People, secondsOf } from "../plan/story.ts";
import { zipf } from "../plan/zipf.ts";
import { arrive } from "./arrive.ts";
import { live, type Person, type Run } from "./life.ts";
import type { CapacityProfile } from "./profiles.ts";
import { createTally, type Tally } from "./tally.ts";

export interface Crowd extends Pick<Run, "client" | "bus" | "workspaces"> {
  profile: CapacityProfile;
  seed: number;
}

/** Conversations of a run whose history is kept; the journal is judged whole. */
const KEPT_MAX = 100_000;
/** Nobody waits or thinks in a run of opens and closes. */
const AT_ONCE: People = { patienceMs: 1, serviceMs: 1, replyMs: 1, thinkMs: 1, turns: 1 };
/** Until the engine's hot paths are compiled; the second half is counted. */
const WARM_MS = 6_000;
const LOOPS = 256;

const runOf = ({ client, bus, workspaces, profile }: Crowd, loadMs: number): Run => {
  const loadEndsAt = performance.now() + loadMs;
  return {
    client,
    bus,
    workspaces,
    tally: createTally(),
    replyMs: profile.people?.replyMs ?? 0,
    loadEndsAt,
    endsAt: loadEndsAt + profile.tailSeconds * 1_000,
  };
};

/** Opens and closes one after the other in so many loops; commands per second once it is warm. */
export async function warm(crowd: Crowd): Promise<number> {
  const run = runOf(crowd, WARM_MS);
  const half = run.loadEndsAt - WARM_MS / 2;
  const story = [...arrivalsOf([{ seconds: 10, from: 1, to: 1 }], AT_ONCE, crowd.seed)][0];
  let number = 0;
  let begun = 0;
  await Promise.all(Array.from({ length: LOOPS }, async (_, loop) => {
    while (performance.now() < run.loadEndsAt) {
      const visitor = `w${crowd.seed}-${number++}`;
      const company = loop % crowd.workspaces.length;
      await live(run, { company, visitor, story, silent: true, kept: false });
      if (performance.now() < half) begun = run.tally.commands;
    }
  }));
  return (run.tally.commands - begun) / (WARM_MS / 2 / 1_000);
}

/** At this share of the profile's rates; resolves when the last one has gone. */
export async function everybody(crowd: Crowd, share: number): Promise<Tally> {
  const { profile, seed } = crowd;
  const loadMs = secondsOf(profile.shape) * 1_000;
  const run = runOf(crowd, loadMs);
  const shape = profile.shape.map(({ seconds, from, to }) => ({
    seconds,
    from: from * share,
    to: to * share,
  }));
  const expected = shape.reduce((sum, one) => sum + one.seconds * (one.from + one.to) / 2, 0);
  const keptEvery = Math.ceil(expected / KEPT_MAX);
  const sizes = zipf(profile.companies);
  const random = createRandom(seed + 1);
  await arrive({
    stories: arrivalsOf(shape, profile.people ?? AT_ONCE, seed),
    loadMs,
    tally: run.tally,
    begin: (story, number) => {
      const person: Person = {
        company: sizes.at(random.next()),
        visitor: `v${seed}-${number}`,
        story,
        silent: profile.people === undefined,
        kept: number % keptEvery === 0,
      };
      return live(run, person);
    },
  });
  return run.tally;
}

import type { VisitorStory } from "../plan/story.ts";
import type { Tally } from "./tally.ts";

/** People come when the plan says so, whatever the door does, as long as so many are answered. */
export interface Arriving {
  stories: Iterable<VisitorStory>;
  loadMs: number;
  tally: Tally;
  /** Begins one; resolves when it is over. */
  begin(story: VisitorStory, number: number): Promise<void>;
}

/** Opens under way; half a second of the largest profile. More would only wait in the server. */
export const UNANSWERED_MAX = 2_000;
const TICK_MS = 5;

const tick = () => new Promise<void>((resolve) => setTimeout(resolve, TICK_MS));

/** Resolves when everybody who came has gone. */
export async function arrive({ stories, loadMs, tally, begin }: Arriving) {
  const began = performance.now();
  const under = new Set<Promise<void>>();
  let number = 0;
  let looked = began;
  for (const story of stories) {
    // answers are taken between arrivals, also when these are late
    while (performance.now() - began < story.at || performance.now() - looked > TICK_MS) {
      await tick();
      looked = performance.now();
    }
    if (tally.unanswered >= UNANSWERED_MAX) {
      tally.unsent++;
      continue;
    }
    const life = begin(story, number++).finally(() => under.delete(life));
    under.add(life);
  }
  while (performance.now() - began < loadMs) await tick();
  await Promise.all(under);
}

import assert from "node:assert/strict";
import { type People, secondsOf, storiesOf } from "./story.ts";

const PEOPLE: People = {
  patienceMs: 60_000,
  serviceMs: 300_000,
  replyMs: 20_000,
  thinkMs: 15_000,
  turns: 3,
};

Deno.test("story - one seed gives one day, another seed another", () => {
  const shape = [{ seconds: 30, from: 10, to: 10 }];
  assert.deepEqual(storiesOf(shape, PEOPLE, 7), storiesOf(shape, PEOPLE, 7));
  assert.notDeepEqual(storiesOf(shape, PEOPLE, 7), storiesOf(shape, PEOPLE, 8));
});

Deno.test("story - as many come as the rate says, in order, within four deviations", () => {
  const shape = [{ seconds: 60, from: 100, to: 100 }, { seconds: 60, from: 100, to: 0 }];
  const stories = storiesOf(shape, PEOPLE, 1);
  assert.ok(Math.abs(stories.length - 9_000) < 4 * Math.sqrt(9_000), String(stories.length));
  assert.ok(stories.every((one, index) => index === 0 || one.at >= stories[index - 1].at));
  assert.ok(stories.at(-1)!.at < secondsOf(shape) * 1_000);
});

Deno.test("story - people are as patient and as slow as their means say", () => {
  const stories = storiesOf([{ seconds: 100, from: 100, to: 100 }], PEOPLE, 3);
  const mean = (of: (one: typeof stories[number]) => number) =>
    stories.reduce((sum, one) => sum + of(one), 0) / stories.length;
  assert.ok(Math.abs(mean((one) => one.patienceMs) / PEOPLE.patienceMs - 1) < 0.05);
  assert.ok(Math.abs(mean((one) => one.thinkMs) / PEOPLE.thinkMs - 1) < 0.05);
});

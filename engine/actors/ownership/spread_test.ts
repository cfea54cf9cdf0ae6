import assert from "node:assert/strict";
import type { News } from "../../ports/neighbours.ts";
import { followerOf, type Members, moveOf, preparedFor, rankOf } from "./spread.ts";

/** Engines by how many partitions each owns; `warm` by name. */
function members(me: string, owned: Record<string, number>, warm: Record<string, number[]> = {}) {
  let partition = 0;
  const news = new Map(
    Object.entries(owned).map(([engine, count]): [string, News] => [engine, {
      engine,
      owns: Array.from({ length: count }, () => ({ partition: partition++ })),
      warm: warm[engine] ?? [],
      leaving: false,
    }]),
  );
  return { me, news } satisfies Members;
}

Deno.test("spread - whoever is named as the heir tries first, all others later", () => {
  const of = (me: string) => rankOf(members(me, { e1: 1, e2: 1, e3: 1 }), 7, "e2");
  assert.deepEqual(["e1", "e2", "e3"].map(of), [1, 0, 1]);
});

Deno.test("spread - an heir that leaves counts for nothing, then one order holds for all", () => {
  const ranks = ["e1", "e2", "e3"].map((me) => {
    const of = members(me, { e1: 1, e2: 1, e3: 1 });
    of.news.get("e2")!.leaving = true;
    return rankOf(of, 7, "e2");
  });
  assert.equal(ranks.filter((rank, place) => place !== 1 && rank === 0).length, 1);
});

Deno.test("spread - the follower is another engine, and the partitions of one share all others", () => {
  const of = members("e1", { e1: 32, e2: 0, e3: 0 });
  const followers = Array.from({ length: 32 }, (_, partition) => followerOf(of, partition));
  assert.deepEqual([...new Set(followers)].sort(), ["e2", "e3"]);
  assert.equal(followerOf(members("e1", { e1: 3 }), 0), undefined);
});

Deno.test("spread - nothing moves while engines differ by less than two", () => {
  assert.equal(moveOf(members("e1", { e1: 6, e2: 5 }, { e2: [0] })), undefined);
  assert.equal(preparedFor(members("e1", { e1: 6, e2: 5 })), undefined);
});

Deno.test("spread - the richest prepares the poorest, and hands over what is warm there", () => {
  const cold = members("e1", { e1: 8, e2: 4, e3: 2 });
  assert.deepEqual(preparedFor(cold), { partitions: [5, 6, 7], to: "e3" });
  assert.equal(moveOf(cold), undefined);
  const warm = members("e1", { e1: 8, e2: 4, e3: 2 }, { e3: [6] });
  assert.deepEqual(moveOf(warm), { partition: 6, to: "e3" });
  assert.equal(moveOf({ ...warm, me: "e2" }), undefined);
});

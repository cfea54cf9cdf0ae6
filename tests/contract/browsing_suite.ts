import assert from "node:assert/strict";
import type { Browsing, BrowsingPlace, Invitation } from "../../engine/contract/ports/browsing.ts";

const someone = (browsing: string, seenAt = 1): Browsing => ({
  browsing,
  route: "web",
  shop: "qishan",
  language: "en",
  facts: { page: "https://shop.example/" },
  since: 1,
  pageSince: 1,
  seenAt,
  pages: 1,
});
const asked = (invitation: string): Invitation => ({
  invitation,
  agent: "lin",
  text: "May I help?",
  at: 1,
});

/** What every keeper of the browsing does; names are unique, so one store serves all. */
export function browsingSuite(of: string, open: () => Promise<BrowsingPlace>): void {
  const unique = () => crypto.randomUUID();

  Deno.test(`browsing (${of}) - listed by company, the latest first, until the time is over`, async () => {
    const place = await open();
    const [workspace, other, a, b, c] = [unique(), unique(), unique(), unique(), unique()];
    assert.equal(await place.put(workspace, someone(a, 1), 60_000), true);
    await place.put(workspace, someone(b, 2), 60_000);
    await place.put(other, someone(c, 3), 60_000);
    await place.put(workspace, { ...someone(a, 4), pages: 2 }, 60_000);
    const ids = async (max: number) =>
      (await place.list(workspace, max))!.map((one) => one.browsing);
    assert.deepEqual(await ids(10), [a, b]);
    assert.deepEqual(await ids(1), [a]);
    assert.equal((await place.get(workspace, a))?.pages, 2);
    assert.equal(await place.get(other, a), undefined);
    await place.drop(workspace, a);
    assert.deepEqual(await ids(10), [b]);
    await place.put(workspace, someone(b, 5), 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(await ids(10), []);
    assert.equal(await place.get(workspace, b), undefined);
    await place.close();
  });

  Deno.test(`browsing (${of}) - one invitation at a time, answered once`, async () => {
    const place = await open();
    const [workspace, a, b] = [unique(), unique(), unique()];
    const races = await Promise.all(
      ["i1", "i2", "i3"].map((one) => place.invite(workspace, a, asked(one), 60_000)),
    );
    assert.deepEqual(races, [true, false, false]);
    assert.deepEqual(await place.invitationsOf(workspace, [b, a]), [undefined, asked("i1")]);
    assert.equal(await place.answer(workspace, a, "i2", "declined"), false);
    const answers = await Promise.all([
      place.answer(workspace, a, "i1", "accepted"),
      place.answer(workspace, a, "i1", "declined"),
    ]);
    assert.deepEqual(answers, [true, false]);
    assert.deepEqual(await place.invitationOf(workspace, a), {
      ...asked("i1"),
      answer: "accepted",
    });
    assert.equal(await place.invite(workspace, a, asked("i4"), 60_000), false);
    assert.equal(await place.invite(workspace, b, asked("i5"), 1), true);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(await place.invitationOf(workspace, b), undefined);
    assert.equal(await place.invite(workspace, b, asked("i6"), 60_000), true);
    await place.close();
  });
}

/** Features: B1, D1. A reload in the middle loses no message, no draft and no place. */
import assert from "node:assert/strict";
import { journey } from "../support/journey.ts";
import { open, reply, replyField, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, said, say } from "../support/visitor.ts";

Deno.test("reload - messages and drafts are there again, once", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "first word");
    await open(agent, "first word");
    await reply(agent, "second word");
    await visitor.page.reload();
    await reply(agent, "while you were loading");
    await replyField(agent).fill("half a sentence");
    await agent.reload();
    assert.equal(await replyField(agent).inputValue(), "half a sentence");
    await comeBack(visitor);
    await say(visitor, "last word");
    await shown(agent, "last word").waitFor();
    for (const text of ["first word", "second word", "while you were loading", "last word"]) {
      await said(visitor, text).first().waitFor();
      await shown(agent, text).first().waitFor();
      assert.equal(await said(visitor, text).count(), 1, text);
      assert.equal(await shown(agent, text).count(), 1, text);
    }
  }));

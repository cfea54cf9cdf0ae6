import assert from "node:assert/strict";
import type { ConfigurationAdmin } from "../../engine/contract/wire/http_configuration.ts";
import type { AgentFrameOut } from "../../engine/contract/wire/socket.ts";
import { openHouse } from "../testing/house.ts";
import { ask, atWork, opened, staff, visitor } from "../testing/people.ts";

/** No day of the week: closed from the moment it is published. */
const NEVER = {
  id: "never",
  name: { zh: "不开放", en: "Never open" },
  timeZone: "Asia/Shanghai",
  week: [],
};

Deno.test("rows - a page that is open across closing time shows that the clock stands still", async () => {
  const house = await openHouse();
  try {
    const lin = await atWork(house, "lin");
    const { conversation } = await opened(house, await visitor(house));
    const breachOf = (frame: AgentFrameOut): number | undefined =>
      frame.type === "desk"
        ? frame.conversations.find((one) => one.conversation === conversation)?.breachAt
        : frame.type === "conversation" && frame.conversation.conversation === conversation
        ? frame.conversation.breachAt
        : undefined;
    await lin.line.frame((frame) => breachOf(frame) !== undefined);
    const admin = await staff(house, "admin");
    const { body: { document } } = await ask<ConfigurationAdmin>(
      house,
      admin,
      "GET",
      "/api/v1/config",
    );
    const groups = document.groups.map((group) => ({ ...group, schedule: "never" }));
    const closed = { ...document, schedules: [NEVER], groups };
    const before = lin.line.frames.length;
    const done = await ask(house, admin, "POST", "/api/v1/configuration", closed);
    assert.equal(done.status, 200, JSON.stringify(done.body));
    const again = await lin.line.frame((frame) =>
      lin.line.frames.indexOf(frame) >= before && frame.type === "desk" &&
      frame.conversations.some((one) => one.conversation === conversation)
    );
    assert.equal(breachOf(again), undefined);
  } finally {
    await house.close();
  }
});

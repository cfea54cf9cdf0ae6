import assert from "node:assert/strict";
import type { VisitorFrameOut } from "../../engine/contract/wire/socket.ts";
import { memoryShared } from "../shared/memory.ts";
import { openHouse, until, WORKSPACE } from "../testing/house.ts";
import { line, opened, visitor } from "../testing/people.ts";
import { beatAlive, visitorCame } from "./presence.ts";

Deno.test("presence - when all that gateways share is lost, who has a page elsewhere is not gone", async () => {
  const house = await openHouse();
  const { gateway } = house;
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const hers = await line<VisitorFrameOut>(house, anna, "visitor");
  const [session] = [...gateway.hub.sessions()];
  assert.ok(session.kind === "visitor");
  const name = `${WORKSPACE}\0${session.who.visitor}`;
  hers.hangUp();

  const empty = memoryShared(() => gateway.clock.monotonic());
  const [alive, elsewhere] = [empty.alive, empty.elsewhere];
  let said = 0;
  const answers: (boolean | undefined)[] = [];
  Object.assign(gateway.shared, empty, {
    alive: (...of: Parameters<typeof alive>) => (said++, alive(...of)),
    async elsewhere(...of: Parameters<typeof elsewhere>) {
      const answer = await elsewhere(...of);
      answers.push(answer);
      return answer;
    },
  });
  house.pass(11_000);
  await until(() => said > 2, "this gateway has entered again");
  await alive("other", 60_000);
  await empty.enter("other", [name]);
  await until(() => answers.length > 0, "she is looked for elsewhere");
  assert.deepEqual(answers, [true]);
  const reply = await gateway.bus.query(WORKSPACE, "conversation.get", { conversation });
  assert.ok(reply.ok && reply.answer.visitorPresence !== "gone");
  await house.close();
});

Deno.test("presence - a gateway that was started again keeps nobody here, its own nor another's", async () => {
  const house = await openHouse();
  const { gateway } = house;
  // before this process, one of its name lived a moment ago, and "other" had a page of hers
  const shared = memoryShared(() => gateway.clock.monotonic());
  await shared.alive(gateway.name, 3_600_000);
  Object.assign(gateway.shared, shared);
  const ended = { ...gateway, name: "other" };
  await beatAlive(ended);
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const hers = await line<VisitorFrameOut>(house, anna, "visitor");
  const [session] = [...gateway.hub.sessions()];
  assert.ok(session.kind === "visitor");
  visitorCame(ended, session, false);
  hers.hangUp();
  house.pass(11_000);
  await beatAlive({ ...gateway, name: "other" });
  await until(async () => {
    const reply = await gateway.bus.query(WORKSPACE, "conversation.get", { conversation });
    return reply.ok && reply.answer.visitorPresence === "gone";
  }, "she is gone");
  await house.close();
});

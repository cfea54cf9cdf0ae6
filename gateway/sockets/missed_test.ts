/** What was said while the way from the engine was cut reaches everybody without another word. */
import assert from "node:assert/strict";
import type { AgentFrameOut, Entry, VisitorFrameOut } from "../../engine/contract/wire/socket.ts";
import { openHouse, until, WORKSPACE } from "../testing/house.ts";
import { ask, atWork, line, opened, visitor } from "../testing/people.ts";
import { noteMissed } from "./missed.ts";

const words = (entry: Entry): string =>
  entry.kind === "message" && entry.body?.kind === "text" ? entry.body.text : "";

const told = (frames: (VisitorFrameOut | AgentFrameOut)[]): string[] =>
  frames.flatMap((one) => one.type === "resync" ? one.entries.map(words) : []);

Deno.test("missed - the last words before a silence are told once the way is whole", async () => {
  const house = await openHouse();
  const lin = await atWork(house, "lin");
  const anna = await visitor(house);
  const socket = await line<VisitorFrameOut>(house, anna, "visitor");
  const { conversation } = await opened(house, anna, "before");
  await until(() => lin.line.frames.some((one) => one.type === "resync"), "lin has it");
  const sessions = [...house.gateway.hub.sessions()];
  // what comes to a session that has not begun is dropped, as on a way that is cut
  for (const session of sessions) session.state = "starting";
  const said = { body: { kind: "text", text: "meanwhile" } };
  const path = `/api/v1/conversations/${conversation}/messages`;
  assert.equal((await ask(house, lin.who, "POST", path, said)).status, 201);
  const reply = await house.gateway.bus.query(WORKSPACE, "conversation.get", { conversation });
  assert.ok(reply.ok);
  for (const session of sessions) session.state = "live";
  assert.ok(!told(socket.frames).includes("meanwhile"));
  noteMissed(house.gateway);
  await until(() => told(socket.frames).includes("meanwhile"), "the visitor reads it");
  await until(() => told(lin.line.frames).includes("meanwhile"), "the agent reads it");
  socket.hangUp();
  lin.line.hangUp();
  await house.close();
});

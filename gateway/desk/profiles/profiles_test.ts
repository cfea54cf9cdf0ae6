import assert from "node:assert/strict";
import type { Profile } from "../../../engine/contract/wire/desk.ts";
import type { VisitorFrameOut } from "../../../engine/contract/wire/socket.ts";
import { type House, openHouse, WORKSPACE } from "../../testing/house.ts";
import { ask, atWork, line, opened, staff, visitor } from "../../testing/people.ts";
import { pngOf } from "../../testing/pictures.ts";
import { putProfile } from "./store.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const PATH = "/api/v1/agents/lin/profile";

Deno.test("profiles - a nickname, a picture and an auto-answer reach the visitor and stop no clock", async () => {
  const lin = await atWork(house, "lin");
  const autoAnswer = { on: true, zh: "您好", en: "Hello {visitor}, {agent} of {shop} is here" };
  const saved = await ask<Profile>(house, lin.who, "PUT", PATH, { nickname: "小岚", autoAnswer });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  const drawn = await ask<Profile>(
    house,
    lin.who,
    "POST",
    "/api/v1/agents/lin/picture",
    pngOf(80, 80),
  );
  assert.equal(drawn.status, 200, JSON.stringify(drawn.body));

  const who = await visitor(house);
  const widget = await line<VisitorFrameOut>(house, who, "visitor");
  const { conversation } = await opened(house, who, "anybody?");
  const frame = await widget.frame((one) =>
    one.type === "entry" && one.entry.kind === "message" && one.entry.auto === "autoAnswer"
  );
  const entry = frame.type === "entry" && frame.entry.kind === "message" ? frame.entry : undefined;
  assert.equal(entry?.name, "小岚");
  assert.equal(entry?.portrait, drawn.body.picture);
  const text = entry?.body?.kind === "text" ? entry.body.text : "";
  assert.match(text, /^Hello there, 小岚 of .+ is here$/);
  const live = await house.gateway.bus.query(WORKSPACE, "conversation.get", { conversation });
  assert.ok(live.ok && live.answer.roundBeganAt !== undefined);
  const picture = await ask(house, who, "GET", drawn.body.picture!);
  assert.equal(picture.headers.get("content-type"), "image/png");
  lin.line.hangUp();
  widget.hangUp();
});

Deno.test("profiles - the own one by the agent, everybody's by the admin alone", async () => {
  const [he, admin] = [await staff(house, "he"), await staff(house, "admin")];
  assert.equal((await ask(house, he, "PUT", PATH, { nickname: "x" })).status, 403);
  const named = await ask<Profile>(house, admin, "PUT", PATH, { nickname: "岚岚" });
  assert.equal(named.body.nickname, "岚岚");
  const stray = await ask(house, admin, "PUT", "/api/v1/agents/nobody/profile", {});
  assert.equal(stray.status, 404);
  const text = new TextEncoder().encode("<svg/>");
  assert.equal((await ask(house, admin, "POST", "/api/v1/agents/lin/picture", text)).status, 415);
});

Deno.test("profiles - one written by a gateway whose clock goes behind is read too", async () => {
  const { database, profiles } = house.gateway;
  const admin = await staff(house, "admin");
  await ask(house, admin, "PUT", PATH, { nickname: "岚岚" });
  await putProfile(database, WORKSPACE, "he", { nickname: "小雨" }, Date.now() - 5_000);
  await profiles.refresh();
  assert.equal(profiles.of(WORKSPACE, "he")?.nickname, "小雨");
});

Deno.test("settings - what a person chose is kept per account", async () => {
  const [lin, he] = [await staff(house, "lin"), await staff(house, "he")];
  const path = "/api/v1/agent/settings";
  assert.deepEqual((await ask(house, lin, "GET", path)).body, {});
  const chosen = {
    language: "en",
    volume: 40,
    notices: { message: { sound: "spoken", popup: true, desktop: false } },
  };
  assert.equal((await ask(house, lin, "PUT", path, chosen)).status, 204);
  assert.deepEqual((await ask(house, lin, "GET", path)).body, chosen);
  assert.deepEqual((await ask(house, he, "GET", path)).body, {});
  const wrong = await ask(house, lin, "PUT", path, { volume: 400 });
  assert.deepEqual(wrong.body.fields?.map((one) => one.path), ["volume"]);
});

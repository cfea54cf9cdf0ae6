/** Features: H1. A channel's program writes for its visitor and reports what became of the answer. */
import assert from "node:assert/strict";
import type { EntriesPage, OpenResponse } from "../../engine/contract/wire/http.ts";
import { type Journey, journey } from "../support/journey.ts";
import { open, reply, shown, signIn, work } from "../support/staff.ts";

Deno.test("delivery - the desk shows at once and after a reload what the channel reports", () =>
  journey(async (journey) => {
    const api = await channel(journey);
    const agent = await work(journey, "lin");
    const originAt = Date.now() - 90_000;
    const message = { kind: "text", text: "Where is my parcel?" };
    const buyer = { visitor: "buyer-7", route: "qishan-web", language: "en" };
    const opened = await api<OpenResponse>("", { ...buyer, message, originAt, externalId: "wx-1" });
    const { conversation } = opened;
    await open(agent, "Where is my parcel?");
    const again = await work(journey, "lin");
    await open(again, "Where is my parcel?");
    await reply(agent, "On its way.");
    await shown(again, "On its way.").waitFor();
    const entries = () => api<EntriesPage>(`/${conversation}/entries`);
    const answer = async () =>
      (await entries()).entries.find((one) => one.kind === "message" && one.from === "agent");
    const one = await answer();
    assert.ok(one?.kind === "message");

    await api(`/${conversation}/delivery`, { message: one.message, state: "failed" });
    await shown(again, "Not delivered by the channel").waitFor();
    await api(`/${conversation}/delivery`, { message: one.message, state: "delivered" });
    for (const page of [agent, again]) await shown(page, "Delivered").waitFor();
    await again.reload();
    await shown(again, "Delivered").waitFor();
    const [first, second] = [(await entries()).entries, await answer()];
    assert.ok(first.some((each) => each.kind === "message" && each.externalId === "wx-1"));
    assert.equal(second?.kind === "message" && second.delivery, "delivered");
  }));

/** Makes a key at the admin's page, and asks with it. */
async function channel(journey: Journey) {
  const page = await signIn(journey, "admin");
  await page.goto(`${journey.desk.base}/desk/admin`);
  const keys = page.getByRole("region", { name: "API keys" });
  await keys.getByLabel("Name").fill("WeChat");
  await keys.getByLabel("Read conversations").check();
  await keys.getByLabel("Write conversations, as a channel").check();
  await keys.getByRole("button", { name: "Make a key" }).click();
  const authorization = `Bearer ${await keys.getByLabel("New key").textContent()}`;
  return async <T>(path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${journey.desk.base}/api/v1/conversations${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const told = await answer.json();
    assert.ok(answer.ok, JSON.stringify(told));
    return told as T;
  };
}

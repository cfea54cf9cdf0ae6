/** Features: C1, C2. From the shop down to the live transcript, and a word into it. */
import { journey } from "../support/journey.ts";
import { open, reply, shown, signIn, work } from "../support/staff.ts";
import { ask, enter, said, say } from "../support/visitor.ts";

Deno.test("wall - shop, group, member, conversation, live transcript, barge in", () =>
  journey(async (journey) => {
    const agent = await work(journey, "he");
    const visitor = await enter(journey);
    await ask(visitor, "My parcel is broken", "Returns and refunds");
    await open(agent, "My parcel is broken");

    const supervisor = await signIn(journey, "shen");
    await supervisor.getByRole("link", { name: "Wall" }).click();
    await supervisor.getByRole("radio", { name: "Qishan Outdoor", exact: true }).click();
    const groups = supervisor.getByRole("table", { name: "Skill groups" });
    await groups.getByRole("row", { name: /After-sale 25% 0 — 1 1 \/ 3/ }).waitFor();
    await groups.getByRole("button", { name: "After-sale" }).click();
    await supervisor.getByRole("button", { name: /何雨.*Online/ }).click();
    await supervisor.getByRole("link", { name: /My parcel is broken/ }).click();

    await shown(supervisor, "My parcel is broken").waitFor();
    await reply(agent, "I am looking at it.");
    await shown(supervisor, "I am looking at it.").waitFor();
    await supervisor.reload();
    await shown(supervisor, "I am looking at it.").waitFor();
    await supervisor.getByRole("button", { name: "Join" }).click();
    await supervisor.getByRole("button", { name: /^Barge in/ }).click();
    await reply(supervisor, "We send a new one today.");
    await said(visitor, "We send a new one today.").waitFor();
    await say(visitor, "Thank you both");
    await shown(supervisor, "Thank you both").waitFor();

    await supervisor.setViewportSize({ width: 1280, height: 720 });
    const adjustments = supervisor.getByRole("link", { name: "Temporary adjustments" });
    await adjustments.click({ position: { x: 20, y: 22 } });
    await supervisor.getByRole("heading", { name: "Temporary adjustments" }).waitFor();
  }));

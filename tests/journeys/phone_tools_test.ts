/** Features: B1, D1. On phones files stand behind a "+", at the desk and in the widget. */
import { Buffer } from "node:buffer";
import assert from "node:assert/strict";
import { look } from "../support/axe.ts";
import { journey } from "../support/journey.ts";
import { attach, conversation, open, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, said, sendFile } from "../support/visitor.ts";

const PHONE = { phone: true, width: 390, height: 844 };
const paper = (name: string) => ({
  name,
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.4\n%%EOF\n"),
});

Deno.test("phone tools - visitor and agent each send a file from behind the plus", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    await agent.setViewportSize(PHONE);
    const visitor = await enter(journey, PHONE);
    await ask(visitor, "Here is my receipt");
    await open(agent, "Here is my receipt");
    await visitor.panel.getByRole("button", { name: "More" }).click();
    assert.deepEqual(await look(visitor.page), []);
    const more = conversation(agent).getByRole("button", { name: "More tools" });
    await sendFile(visitor, paper("receipt.pdf"));
    await shown(agent, "receipt.pdf").waitFor();
    const file = conversation(agent).getByRole("button", { name: "Send a file or picture" });
    await file.waitFor({ state: "hidden" });
    await more.click();
    assert.deepEqual(await look(agent), []);
    await attach(agent, paper("label.pdf"));
    await said(visitor, "label.pdf").waitFor();
    await comeBack(visitor);
    await said(visitor, "label.pdf").waitFor();
    await agent.reload();
    await shown(agent, "receipt.pdf").waitFor();
  }));

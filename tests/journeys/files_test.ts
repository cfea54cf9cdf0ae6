/** Features: B1, D1. A picture one way, a file the other, and both after a reload. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Locator } from "playwright-core";
import { journey } from "../support/journey.ts";
import { attach, conversation, open, work } from "../support/staff.ts";
import { ask, comeBack, enter, sendFile } from "../support/visitor.ts";

const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP4z8DAwMDAxAADCBYDAwAW7QEFAr5bSwAAAABJRU5ErkJggg==",
  "base64",
);
const PAPER = Buffer.from("%PDF-1.4\n%%EOF\n");

/** True once the browser has the picture's pixels. */
const painted = (picture: Locator): Promise<boolean> =>
  picture.evaluate((image) => (image as HTMLImageElement).decode().then(() => true));

Deno.test("files - pictures and files reach the other side and stay", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Look at this");
    await open(agent, "Look at this");
    await sendFile(visitor, { name: "crack.png", mimeType: "image/png", buffer: PICTURE });
    const picture = conversation(agent).getByRole("img", { name: "Picture: crack.png" });
    await picture.waitFor();
    assert.equal(await painted(picture), true);

    await attach(agent, { name: "invoice.pdf", mimeType: "application/pdf", buffer: PAPER });
    await visitor.panel.getByRole("button", { name: "Download file invoice.pdf" }).waitFor();
    await comeBack(visitor);
    await visitor.panel.getByRole("button", { name: "Download file invoice.pdf" }).waitFor();
    await visitor.panel.getByRole("button", { name: "Open picture crack.png" }).waitFor();
    await agent.reload();
    assert.equal(await painted(picture), true);
    await conversation(agent).getByRole("link", { name: "Download invoice.pdf" }).waitFor();
  }));

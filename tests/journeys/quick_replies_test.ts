/** Features: B4. Kept once, a quick reply is found by its words, pinyin initials and shortcut. */
import { Buffer } from "node:buffer";
import { journey } from "../support/journey.ts";
import { open, replyField, shown, signIn, work } from "../support/staff.ts";
import { ask, enter, said } from "../support/visitor.ts";

Deno.test("quick replies - the company's are found while typing and sent with one key", () =>
  journey(async (journey) => {
    const supervisor = await signIn(journey, "shen");
    await supervisor.getByRole("link", { name: "Settings" }).click();
    await supervisor.getByRole("link", { name: "Quick replies" }).click();
    await supervisor.getByRole("radio", { name: /^Company/ }).click();
    await supervisor.getByRole("button", { name: "New" }).click();
    await supervisor.getByRole("textbox", { name: "Text" }).fill("运费险由{shop}赠送");
    await supervisor.getByRole("textbox", { name: /^Shortcut/ }).fill("yfx");
    await supervisor.getByRole("combobox", { name: "Folder" }).fill("运费");
    const file = {
      name: "rates.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-1.4"),
    };
    await supervisor.getByLabel("File that goes along").setInputFiles(file);
    await supervisor.getByRole("button", { name: "Save" }).click();
    await supervisor.getByRole("heading", { name: "New quick reply" }).waitFor({ state: "hidden" });
    await supervisor.reload();
    await supervisor.getByRole("radio", { name: "Company 1" }).click();
    await supervisor.getByRole("button", { name: /运费险由/ }).waitFor();

    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "And shipping?");
    await open(agent, "And shipping?");
    const field = replyField(agent);
    for (const wanted of ["运费", "yfxy", "/yfx"]) {
      await field.fill(wanted);
      await agent.getByRole("option", { name: /运费险由/ }).waitFor();
    }
    await field.press("Tab");
    await agent.getByText("rates.pdf").waitFor();
    await field.fill("");
    await field.pressSequentially("/yfx");
    await field.press("Enter");
    await said(visitor, /运费险由.*赠送/).waitFor();
    await said(visitor, "rates.pdf").first().waitFor();
    await agent.reload();
    await shown(agent, /运费险由.*赠送/).waitFor();
  }));

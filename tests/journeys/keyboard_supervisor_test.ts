/** Features: C1, C2, C3. A supervisor signs in, whispers and adjusts from the keys alone. */
import { journey } from "../support/journey.ts";
import { goByPalette, pressByKeys, tabTo } from "../support/keyboard.ts";
import { open, shown, work } from "../support/staff.ts";
import { ask, enter, said } from "../support/visitor.ts";

Deno.test("keyboard - a supervisor finds, whispers and adjusts without the pointer", () =>
  journey(async (journey) => {
    const agent = await work(journey, "he");
    const visitor = await enter(journey);
    await ask(visitor, "My parcel is broken", "Returns and refunds");
    await open(agent, "My parcel is broken");

    const page = await journey.person({ language: "en" });
    await page.goto(`${journey.desk.base}/desk/`);
    await tabTo(page, page.getByRole("textbox", { name: "Account" }));
    await page.keyboard.type("shen");
    await page.keyboard.press("Tab");
    await page.keyboard.type(journey.company.password);
    await page.keyboard.press("Enter");
    await page.getByRole("navigation", { name: "Main" }).waitFor();

    await goByPalette(page, "Wall");
    await pressByKeys(page, page.getByRole("button", { name: "After-sale" }));
    await pressByKeys(page, page.getByRole("link", { name: /My parcel is broken/ }));
    await shown(page, "My parcel is broken").waitFor();
    await pressByKeys(page, page.getByRole("button", { name: "Join" }));
    await pressByKeys(page, page.getByRole("button", { name: /^Whisper/ }));
    await tabTo(page, page.getByRole("textbox", { name: "Note for colleagues" }));
    await page.keyboard.type("Offer a new one");
    await page.keyboard.press("Enter");
    await shown(agent, "Offer a new one").waitFor();
    await said(visitor, "Offer a new one").waitFor({ state: "hidden" });

    await goByPalette(page, "Temporary adjustments");
    await tabTo(page, page.getByRole("checkbox", { name: "何雨" }));
    await page.keyboard.press("Space");
    await tabTo(page, page.getByRole("textbox", { name: "Capacity (conversations)" }));
    await page.keyboard.type("2");
    await pressByKeys(page, page.getByRole("button", { name: "Adjust now" }));
    await agent.getByText("1 / 2").waitFor();
    await page.reload();
    await pressByKeys(page, page.getByRole("button", { name: "Restore" }));
    await agent.getByText("1 / 4").waitFor();
  }));

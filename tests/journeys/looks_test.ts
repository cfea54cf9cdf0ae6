/** Features: A1, D1. An admin makes a look, an entrance wears it, and visitors see it. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { look } from "../support/axe.ts";
import { journey } from "../support/journey.ts";
import { signIn } from "../support/staff.ts";
import { comeBack, enter } from "../support/visitor.ts";

/** One red pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

Deno.test("looks - a look of the library, worn by an entrance, changes panel and button", () =>
  journey(async (journey) => {
    const admin = await signIn(journey, "admin");
    await admin.getByRole("link", { name: "Routing" }).click();
    await admin.getByRole("button", { name: "Add a look" }).click();
    const fields = admin.getByRole("group", { name: "Settings of Look 2" });
    await fields.getByRole("textbox", { name: "Title of the panel, English" }).fill("Autumn sale");
    await fields.getByRole("textbox", { name: /^Welcome.*English/ }).fill(
      "Half price today\n\nOnly **until midnight**, see [the terms](https://shop.example/terms)\n- Tents",
    );
    await fields.getByRole("textbox", { name: /^Welcome.*Chinese/ }).fill("今天半价");
    await fields.getByRole("combobox", { name: "Where the button stands" })
      .selectOption({ label: "Bottom left" });
    const preview = fields.getByRole("note", { name: "The welcome as visitors read it" });
    await preview.getByRole("link", { name: "the terms" }).waitFor();
    await fields.getByRole("combobox", { name: "Light or dark" }).selectOption({ label: "Dark" });
    await fields.getByRole("textbox", { name: /^Question of the rating.*English/ })
      .fill("Did we help?");
    await fields.getByRole("textbox", { name: /^Question of the rating.*Chinese/ })
      .fill("帮到您了吗？");
    await fields.getByRole("checkbox", { name: "The rating asks for a comment" }).uncheck();
    const chosen = admin.waitForEvent("filechooser");
    await fields.getByRole("button", { name: "Choose a picture" }).last().click();
    await (await chosen).setFiles({ name: "leaf.png", mimeType: "image/png", buffer: PNG });
    await fields.getByRole("button", { name: "No picture" }).waitFor();
    await admin.locator("summary", { hasText: /^Qishan Outdoor\s*$/ }).click();
    const entrance = admin.getByRole("group", { name: "Settings of Qishan Outdoor", exact: true });
    await entrance.getByRole("combobox", { name: "Look" }).selectOption({ label: "Look 2" });
    assert.deepEqual(await look(admin), []);
    await admin.getByRole("button", { name: "Save and check" }).click();
    await admin.getByText(/routes\.qishan-web\.look/).waitFor();
    await admin.getByRole("button", { name: "Publish now" }).click();
    await admin.getByText("Version 2 in force").waitFor();

    const visitor = await enter(journey);
    for (let load = 1; load <= 2; load++) {
      await visitor.panel.getByRole("heading", { name: "Autumn sale" }).waitFor();
      await visitor.panel.getByRole("heading", { name: "Half price today" }).waitFor();
      await visitor.panel.getByRole("listitem").getByText("Tents", { exact: true }).waitFor();
      const terms = visitor.panel.getByRole("link", { name: "the terms" });
      assert.equal(await terms.getAttribute("href"), "https://shop.example/terms");
      assert.equal(
        await visitor.panel.locator("html").getAttribute("data-theme"),
        "dark",
        `by the look, load ${load}`,
      );
      const button = visitor.page.getByRole("button", { name: "Close the chat" });
      assert.ok((await button.boundingBox())!.x < 40, `on the left, load ${load}`);
      if (load === 1) await comeBack(visitor);
    }
  }));

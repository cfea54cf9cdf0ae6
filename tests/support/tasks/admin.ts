/** Ten tasks of somebody's first hour as an admin. */
import type { Task } from "./task.ts";

const TOMORROW_MS = 86_400_000;

export const ADMIN_TASKS: Task[] = [
  {
    asks: "Let pre-sale give work to whoever was idle longest, and check it",
    walk: async (page) => {
      await page.getByRole("link", { name: "Routing" }).click();
      await page.locator("summary", { hasText: "Pre-sale" }).first().click();
      await page.getByRole("group", { name: "Settings of Pre-sale" })
        .getByRole("combobox", { name: "Strategy" }).selectOption({ label: "longest idle" });
      await page.getByRole("button", { name: "Save and check" }).click();
      await page.getByText(/groups\.presale\.strategy/).waitFor();
    },
  },
  {
    asks: "Plan it for tomorrow, ten to midnight",
    walk: async (page) => {
      const day = new Date(Date.now() + TOMORROW_MS).toISOString().slice(0, 10);
      await page.getByLabel("From (empty = now)").fill(`${day}T23:50`);
      await page.getByRole("button", { name: "Publish at that time" }).click();
      await page.getByRole("listitem").filter({ hasText: /Publishes .*23:50/ }).waitFor();
    },
  },
  {
    asks: "Change your mind about that",
    walk: async (page) => {
      const planned = page.getByRole("listitem").filter({ hasText: /Publishes .*23:50/ });
      await planned.getByRole("button", { name: "Withdraw" }).click();
      await planned.waitFor({ state: "hidden" });
    },
  },
  {
    asks: "Publish it now",
    walk: async (page) => {
      await page.getByRole("button", { name: "Publish now" }).click();
      await page.getByText("Version 2 in force").waitFor();
    },
  },
  {
    asks: "Go back to how it was",
    walk: async (page) => {
      await page.getByRole("button", { name: "Roll back to version 1" }).click();
      await page.getByText("Version 3 in force").waitFor();
    },
  },
  {
    asks: "Give an agent another name for visitors",
    walk: async (page) => {
      await page.getByRole("link", { name: "Admin" }).click();
      await page.getByRole("button", { name: "Public profile: 林晓岚" }).click();
      const dialog = page.getByRole("dialog", { name: "How visitors see 林晓岚" });
      await dialog.getByRole("textbox", { name: "Public nickname" }).fill("Lan");
      await dialog.getByRole("button", { name: "Save" }).click();
      await dialog.getByText("Saved").waitFor();
      await page.keyboard.press("Escape");
    },
  },
  {
    asks: "Let the shop's own pages open at once when an agent pushes them",
    walk: async (page) => {
      const rules = page.getByRole("region", { name: "Rules of desk and widget" });
      await rules.getByRole("radio", { name: "The shop’s own pages open at once" }).click();
      await rules.getByRole("radio", { name: /own pages/, checked: true }).waitFor();
    },
  },
  {
    asks: "Give a program a key to read the roster",
    walk: async (page) => {
      const keys = page.getByRole("region", { name: "API keys" });
      await keys.getByLabel("Name").fill("ERP");
      await keys.getByLabel("Read the roster").check();
      await keys.getByRole("button", { name: "Make a key" }).click();
      await keys.getByLabel("New key").waitFor();
    },
  },
  {
    asks: "Find out who made that key",
    walk: async (page) => {
      const audit = page.getByRole("region", { name: "Audit" });
      await audit.getByLabel("Action begins with").fill("api_key");
      await audit.getByRole("button", { name: "Filter" }).click();
      await audit.getByRole("cell", { name: "api_key.make" }).waitFor();
    },
    stumble:
      "One has to know that actions are called api_key.*. Mended: the field offers those that are listed.",
  },
  {
    asks: "See where you are signed in",
    walk: async (page) => {
      await page.getByRole("link", { name: "Settings" }).click();
      await page.getByRole("link", { name: "Account security" }).click();
      await page.getByRole("region", { name: "Where you are signed in" }).getByText("This device")
        .waitFor();
    },
    stumble: "On a phone its heading stood in a sliver, one word per line. Mended.",
  },
];

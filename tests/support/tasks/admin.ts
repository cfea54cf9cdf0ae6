/** Ten tasks of somebody's first hour as an admin. */
import type { Task } from "./task.ts";

const DAY_MS = 86_400_000;

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
    asks: "Plan it for tomorrow 23:50, and back at 02:00",
    walk: async (page) => {
      const day = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
      await page.getByLabel("From (empty = now)").fill(`${day(1)}T23:50`);
      await page.getByLabel("Until (empty = for good)").fill(`${day(2)}T02:00`);
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
    asks: "Let 林晓岚 serve After-sale too, with a weight of 5",
    walk: async (page) => {
      await page.getByRole("link", { name: "Admin" }).click();
      await page.getByRole("button", { name: "Edit 林晓岚" }).click();
      const form = page.getByRole("dialog", { name: "Edit 林晓岚" });
      await form.getByRole("checkbox", { name: "After-sale" }).check();
      await form.getByRole("textbox", { name: "Weight in After-sale" }).fill("5");
      await form.getByRole("button", { name: "Save" }).click();
      await form.waitFor({ state: "hidden" });
    },
  },
  {
    asks: "Give an agent another name for visitors",
    walk: async (page) => {
      await page.getByRole("button", { name: "Public profile: 林晓岚" }).click();
      const dialog = page.getByRole("dialog", { name: "How visitors see 林晓岚" });
      await dialog.getByRole("textbox", { name: "Public nickname" }).fill("Lan");
      await dialog.getByRole("button", { name: "Save" }).click();
      await dialog.getByText("Saved").waitFor();
      await page.keyboard.press("Escape");
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
    asks: "Find out why a conversation came to 何雨",
    walk: async (page) => {
      await page.getByRole("link", { name: "All chats" }).click();
      await page.getByRole("link", { name: /何雨/ }).click();
      await page.getByRole("log").getByText("Why?").last().click();
      await page.getByRole("button", { name: "See the candidates" }).click();
      await page.getByRole("dialog").getByRole("row", { name: /何雨.*Chosen/ }).waitFor();
    },
  },
];

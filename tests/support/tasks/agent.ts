/** Ten tasks of somebody's first hour as an agent. */
import { conversation, note, open, reply, section, setPresence, shown } from "../staff.ts";
import type { Task } from "./task.ts";

const TOMORROW_MS = 86_400_000;

export const AGENT_TASKS: Task[] = [
  {
    asks: "Somebody waits: take the next one, and learn what is missing for that",
    walk: async (page) => {
      await page.getByText("You take no conversations yet").waitFor();
      await page.getByRole("button", { name: /^Take the next one/ }).click();
      await page.getByText(/Switch to Online, top right/).waitFor();
      await setPresence(page, "Online");
    },
    stumble:
      "The page said to choose a conversation, the refusal only “not in the present state”. Both say now to go online.",
  },
  {
    asks: "Answer the visitor who has just asked",
    walk: async (page) => {
      await open(page, "Is it waterproof?");
      await reply(page, "Yes, it is.");
    },
  },
  {
    asks: "Send the company's answer on shipping insurance by its first letters",
    walk: async (page) => {
      await page.getByRole("textbox", { name: /^Reply to/ }).pressSequentially("yfx");
      await page.getByRole("option", { name: /运费险/ }).waitFor();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await shown(page, /运费险/).waitFor();
    },
  },
  {
    asks: "Take that message back, and write on",
    walk: async (page) => {
      await page.getByRole("log").getByRole("button", { name: "Recall" }).last().click();
      await shown(page, "Message recalled").waitFor();
      await page.locator("textarea:focus").waitFor();
      await page.keyboard.type("One moment.");
      await page.keyboard.press("Enter");
      await shown(page, "One moment.").waitFor();
    },
    stumble: "The focus was lost with the button. It goes to the composer now.",
  },
  {
    asks: "Leave a note that only colleagues see",
    walk: (page) => note(page, "asks about rain"),
  },
  {
    asks: "Ask a colleague for help without letting go",
    walk: async (page) => {
      await conversation(page).getByRole("button", { name: "Transfer", exact: true }).click();
      await page.getByRole("button", { name: "Ask for help: 陈佳怡" }).click();
      await page.locator("textarea:focus").waitFor();
    },
    stumble:
      "Nothing told the colleague but a new row; he is told now. “Ask for help” looked alive for who is away.",
  },
  {
    asks: "Offer it to a group, and take it back",
    walk: async (page) => {
      await conversation(page).getByRole("button", { name: "Transfer", exact: true }).click();
      await page.getByRole("button", { name: /^After-sale/ }).click();
      await page.getByRole("button", { name: "Take back" }).click();
      await shown(page, /took the transfer back/).waitFor();
      await page.locator("textarea:focus").waitFor();
    },
    stumble: "The focus was lost twice. It goes to the composer now.",
  },
  {
    asks: "Set it aside until tomorrow 15:00, find it under Pending, take it up",
    walk: async (page) => {
      await conversation(page).getByRole("button", { name: "Pending" }).click();
      const dialog = page.getByRole("dialog", { name: "Set to pending" });
      await dialog.getByRole("combobox", { name: "When to come back to it" })
        .selectOption("Choose a time");
      await dialog.getByRole("button", { name: "Set to pending" }).click();
      await dialog.getByText("Choose a time in the future.").waitFor();
      const day = new Date(Date.now() + TOMORROW_MS).toISOString().slice(0, 10);
      await dialog.getByLabel("Choose a time").fill(`${day}T15:00`);
      await dialog.getByRole("button", { name: "Set to pending" }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.getByRole("navigation").getByRole("link", { name: "Pending" }).click();
      await page.getByRole("main").getByRole("link", { name: /15:00/ }).click();
      await page.getByRole("button", { name: "Resume" }).click();
      await section(page, "Active").getByRole("link").waitFor();
    },
    stumble:
      "The fault stood at “when”, not at the empty time beneath, which had no label. Mended. The page of pending work shows what was just put there only at its next look, ten seconds later.",
  },
  {
    asks: "Write down a name and a phone number, and end it with a topic",
    walk: async (page) => {
      await page.getByRole("button", { name: "Edit details" }).click();
      await page.getByRole("textbox", { name: "Name" }).fill("Anna Blue");
      await page.getByRole("textbox", { name: "Phone" }).fill("13800138000");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByText("13800138000").waitFor();
      await conversation(page).getByRole("button", { name: "End", exact: true }).click();
      const dialog = page.getByRole("dialog", { name: "End the conversation" });
      await dialog.getByRole("combobox", { name: "Find a topic" }).pressSequentially("size");
      await dialog.getByRole("option", { name: /Size advice/, selected: true }).waitFor();
      await page.keyboard.press("Enter");
      await dialog.waitFor({ state: "hidden" });
    },
    stumble: "Enter ended without the topic that was found. What is found is chosen now.",
  },
  {
    asks: "Find that customer again and write first",
    walk: async (page) => {
      await page.getByRole("link", { name: "Visitors" }).click();
      await page.getByRole("radio", { name: "Past visitors" }).click();
      await page.getByRole("searchbox", { name: /Name, phone/ }).fill("Anna");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Write first" }).click();
      const dialog = page.getByRole("dialog", { name: "Write to Anna Blue" });
      await dialog.getByRole("textbox", { name: "First words" }).fill("Blue is here now!");
      await dialog.getByRole("button", { name: /^Send/ }).click();
      await shown(page, "Blue is here now!").waitFor();
    },
  },
];

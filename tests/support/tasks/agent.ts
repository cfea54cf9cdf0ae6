/** Ten tasks of somebody's first hour as an agent. */
import { conversation, end, note, open, park, reply, section, setPresence } from "../staff.ts";
import type { Task } from "./task.ts";

export const AGENT_TASKS: Task[] = [
  {
    asks: "Start taking conversations",
    walk: (page) => setPresence(page, "Online"),
  },
  {
    asks: "Answer the visitor who has just asked",
    walk: async (page) => {
      await open(page, "Is it waterproof?");
      await reply(page, "Yes, it is.");
    },
  },
  {
    asks: "Find out why this conversation came to you",
    walk: async (page) => {
      await page.getByRole("log").getByText("Why?").last().click();
      await page.getByRole("log").getByText("Why?").last().click();
    },
  },
  {
    asks: "Write down the visitor's phone number",
    walk: async (page) => {
      await page.getByRole("button", { name: "Edit details" }).click();
      await page.getByRole("textbox", { name: "Phone" }).fill("13800138000");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByText("13800138000").waitFor();
    },
    stumble: "Source and search words stood there twice under one name. Mended.",
  },
  {
    asks: "Leave a note that only colleagues see",
    walk: (page) => note(page, "asks about rain"),
  },
  {
    asks: "Send the company's standard answer on shipping insurance",
    walk: async (page) => {
      await page.getByRole("textbox", { name: /^Reply to/ }).pressSequentially("/yfx");
      await page.getByRole("option", { name: /运费险/ }).click();
      await page.keyboard.press("Enter");
      await page.getByRole("log").getByText(/运费险/).waitFor();
    },
  },
  {
    asks: "Ask a colleague for help without letting go",
    walk: async (page) => {
      await conversation(page).getByRole("button", { name: "Transfer", exact: true }).click();
      await page.getByRole("button", { name: "Ask for help: 陈佳怡" }).click();
    },
    stumble: "Below 1440 px the buttons were icons of 32 px with their words outside. Mended.",
  },
  {
    asks: "Set it aside until details come",
    walk: (page) => park(page, "Waiting for details from the visitor"),
  },
  {
    asks: "Take it up again and end it with a topic",
    walk: async (page) => {
      await section(page, "Pending").getByRole("link").click();
      await end(page, "Size advice");
    },
  },
  {
    asks: "Have new messages spoken aloud",
    walk: async (page) => {
      await page.getByRole("link", { name: "Settings" }).click();
      await page.getByRole("combobox", { name: "Sound of: New message" }).selectOption("Spoken");
    },
  },
];

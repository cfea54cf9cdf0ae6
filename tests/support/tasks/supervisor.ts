/** Ten tasks of somebody's first hour as a supervisor. */
import type { Task } from "./task.ts";

export const SUPERVISOR_TASKS: Task[] = [
  {
    asks: "See which group has somebody waiting, and how long",
    walk: async (page) => {
      await page.getByRole("link", { name: "Wall" }).click();
      await page.getByRole("row", { name: /Pre-sale .* \d\d:\d\d/ }).waitFor();
    },
  },
  {
    asks: "Read along in a conversation of 何雨",
    walk: async (page) => {
      await page.getByRole("button", { name: "After-sale" }).click();
      await page.getByRole("link", { name: /My parcel is broken/ }).click();
      await page.getByRole("log").getByText("My parcel is broken").waitFor();
    },
  },
  {
    asks: "Whisper to 何雨",
    walk: async (page) => {
      await page.getByRole("button", { name: "Join" }).click();
      await page.getByRole("button", { name: /^Whisper/ }).click();
      await page.getByRole("textbox", { name: "Note for colleagues" }).fill("Offer a refund");
      await page.getByRole("button", { name: "Save note" }).click();
      await page.getByRole("log").getByText("Offer a refund").waitFor();
    },
  },
  {
    asks: "Let the waiting visitor come sooner",
    walk: async (page) => {
      await page.getByRole("button", { name: "Pre-sale" }).click();
      await page.getByRole("link", { name: /Anybody\?/ }).click();
      await page.getByRole("button", { name: "Raise the priority" }).click();
      await page.getByRole("link", { name: /Anybody\?/ }).getByText("Class 4").waitFor();
    },
  },
  {
    asks: "Give the waiting visitor to 何雨",
    walk: async (page) => {
      await page.getByRole("button", { name: "Move to" }).click();
      await page.getByRole("dialog").getByRole("button", { name: /何雨/ }).click();
      await page.getByRole("log").getByText(/何雨/).first().waitFor();
    },
  },
  {
    asks: "Let 何雨 take only two chats for the next hour",
    walk: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Search and commands" }).fill("adjust");
      await page.keyboard.press("Enter");
      await page.getByRole("checkbox", { name: "何雨" }).check();
      await page.getByRole("textbox", { name: "Capacity (conversations)" }).fill("2");
      await page.getByRole("button", { name: "Adjust now" }).click();
      await page.getByRole("listitem").filter({ hasText: /何雨.*Capacity 2/ }).waitFor();
    },
    stumble: "The search knew no “adjustments”; only a button of the wall led there. Mended.",
  },
  {
    asks: "Take that back",
    walk: async (page) => {
      await page.getByRole("button", { name: "Restore" }).click();
      await page.getByText("Nothing is adjusted at present.").waitFor();
    },
  },
  {
    asks: "See everybody's pending work",
    walk: async (page) => {
      await page.getByRole("link", { name: "Pending" }).click();
      await page.getByRole("heading", { level: 1 }).first().waitFor();
    },
  },
  {
    asks: "Get today's topics as a file",
    walk: async (page) => {
      await page.getByRole("link", { name: "Reports" }).click();
      const saving = page.waitForEvent("download");
      await page.getByRole("button", { name: "Export CSV" }).click();
      await saving;
    },
  },
  {
    asks: "Write a quick reply for the whole company",
    walk: async (page) => {
      await page.getByRole("link", { name: "Settings" }).click();
      await page.getByRole("link", { name: "Quick replies" }).click();
      await page.getByRole("radio", { name: /^Company/ }).click();
      await page.getByRole("button", { name: "New" }).click();
      await page.getByRole("textbox", { name: "Text" }).fill("We ship within two days.");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("button", { name: /two days/ }).waitFor();
    },
  },
];

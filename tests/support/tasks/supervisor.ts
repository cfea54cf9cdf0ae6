/** Ten tasks of somebody's first hour as a supervisor. */
import type { Task } from "./task.ts";

const DAY_MS = 86_400_000;

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
    asks: "Let three agents take six chats each until 02:00",
    walk: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Search and commands" }).fill("adjust");
      await page.keyboard.press("Enter");
      for (const name of ["林晓岚", "周子墨", "何雨"]) {
        await page.getByRole("checkbox", { name }).check();
      }
      await page.getByRole("textbox", { name: "Capacity (conversations)" }).fill("6");
      await page.getByRole("combobox", { name: "Until when" }).selectOption("A time");
      const day = new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10);
      await page.getByLabel("A time").fill(`${day}T02:00`);
      await page.getByRole("button", { name: "Adjust now" }).click();
      await page.getByRole("listitem").filter({ hasText: /林晓岚.*周子墨.*何雨.*Capacity 6/ })
        .waitFor();
    },
    stumble:
      "Ticks in quick succession lost one. Names ran together in Chinese, and a past time was marked at the wrong field. Mended.",
  },
  {
    asks: "Take that back",
    walk: async (page) => {
      await page.getByRole("button", { name: "Restore" }).click();
      await page.getByText("Nothing is adjusted at present.").waitFor();
    },
  },
  {
    asks: "Send 何雨 on a break",
    walk: async (page) => {
      await page.getByRole("navigation").getByRole("link", { name: "Wall" }).click();
      await page.getByRole("button", { name: "Show all" }).click();
      await page.getByRole("region", { name: "Agents" }).getByRole("button", { name: /何雨/ })
        .click();
      await page.getByRole("combobox", { name: "Presence of 何雨" }).selectOption("Break");
      await page.getByRole("button", { name: /何雨 Break/ }).waitFor();
    },
    stumble:
      "The wall kept a group that was chosen before, and nothing led back to all: “Show all” does. The choice of presence has no visible label.",
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
    asks: "Hand over the open work of 何雨",
    walk: async (page) => {
      await page.getByRole("navigation").getByRole("link", { name: "Wall" }).click();
      await page.getByRole("link", { name: "Hand-over at shift end" }).click();
      await page.getByRole("link", { name: /何雨/ }).click();
      await page.getByText("No other colleague is online.", { exact: false }).waitFor();
      const items = page.getByRole("region", { name: "Open work of 何雨" });
      for (const choice of await items.getByRole("combobox").all()) {
        await choice.selectOption("line");
      }
      await items.getByText("Everything has a place").waitFor();
      await items.getByRole("button", { name: /^Hand over/ }).click();
      await items.getByText(/handed over/).waitFor();
    },
    stumble: "With nobody else online the card of receivers was empty. It says where to turn now.",
  },
];

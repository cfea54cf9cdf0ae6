import { createBudget } from "../../engine/local/journal/settings.ts";
import { createDurable } from "../../engine/local/journal/durable.ts";
import { openJournal } from "../../engine/local/journal/journal.ts";
import { journalContract } from "./journal_suite.ts";
import { createTestClock } from "./test_clock.ts";

journalContract({
  name: "local",
  async open(limits) {
    const folder = await Deno.makeTempDir({ prefix: "tidegate-journal-" });
    const clock = createTestClock();
    const settings = {
      folder,
      partition: 22,
      clock,
      budget: createBudget(limits?.bytesMax),
      durable: createDurable(),
      segmentBytesMax: 8192,
    };
    let journal = await openJournal(settings);
    return {
      journal,
      async again() {
        await journal.close();
        return journal = await openJournal(settings);
      },
      passTime: (ms) => clock.advance(ms),
      async close() {
        await journal.close();
        await Deno.remove(folder, { recursive: true });
      },
    };
  },
});

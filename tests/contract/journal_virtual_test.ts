import type { Journal } from "../../engine/ports/journal.ts";
import { createVirtualJournal } from "../support/virtual/journal.ts";
import { createSimulation, type Simulation } from "../support/virtual/simulation.ts";
import { journalContract } from "./journal_suite.ts";

/** The simulation's journal keeps the same contract as the real one, or the simulation lies. */
journalContract({
  name: "virtual",
  open(limits) {
    const simulation = createSimulation(1);
    const virtual = createVirtualJournal(simulation);
    virtual.faults.delayMs = [0, 0];
    virtual.faults.bytesMax = limits?.bytesMax ?? virtual.faults.bytesMax;
    return Promise.resolve({
      journal: stepped(simulation, virtual.open({})),
      again: () => Promise.resolve(stepped(simulation, virtual.open({}))),
      passTime: (ms) => simulation.skip(ms),
      close: () => Promise.resolve(),
    });
  },
});

/** Steps the world until an append is answered. */
function stepped(simulation: Simulation, journal: Journal): Journal {
  return {
    ...journal,
    async append(...call) {
      let answered = false;
      const answer = journal.append(...call).finally(() => answered = true);
      await simulation.until(() => answered);
      return await answer;
    },
  };
}

/**
 * What is rare and has to be met somewhere in a batch of seeds, read off one partition's events: a
 * fault that nothing came of has not been played.
 */
import type { Event } from "../../engine/contract/wire/events.ts";
import type { Simulation } from "../support/virtual/simulation.ts";

/** Marks what it is shown, in the journal's order. */
export function createSometimes(simulation: Simulation): (event: Event) => void {
  let lastAt = 0;
  /** Nobody decided between the two. */
  let down = { from: 0, to: 0 };
  return (event) => {
    switch (event.type) {
      case "partition.taken":
        simulation.mark("partition taken");
        down = { from: lastAt, to: event.at };
        break;
      case "partition.checkpoint":
        simulation.mark("owner goes on in its epoch");
        break;
      case "conversation.overflowed":
        simulation.mark("overflow to a second group");
        break;
      case "conversation.returned_home":
        simulation.mark("spillback");
        break;
      case "conversation.alerted":
        if (event.dueAt > down.from && event.dueAt < down.to) {
          simulation.mark("alert due during downtime");
        }
    }
    lastAt = event.at;
  };
}

/**
 * Faults planted into the whole engine: each is found by the promises within a few seeds, so that
 * an engine that had it could not pass. The same seeds pass without it (`simulation_test.ts`).
 */
import assert from "node:assert/strict";
import type { Draft, Event } from "../../engine/contract/wire/events.ts";
import * as core from "../../engine/core/mod.ts";
import type { Journal } from "../../engine/ports/journal.ts";
import { applyToLedger, createLedger, type Ledger } from "../../engine/promises/ledger.ts";
import { lineOf } from "../../engine/promises/ledger_conversation.ts";
import { WORKSPACE } from "./company.ts";
import { type RunSettings, simulate } from "./run.ts";

type Planted = Pick<RunSettings, "core" | "journal" | "snapshots">;

const SEEDS_MAX = 40;
const ACTS = 120;

/** `plant` makes the fault anew for each seed, as some have a memory of their own. */
function finds(fault: string, offence: RegExp, plant: () => Planted): void {
  Deno.test(`planted - ${fault}`, async () => {
    for (let seed = 1; seed <= SEEDS_MAX; seed++) {
      const found = await simulate({ seed, acts: ACTS, ...plant() })
        .then(() => "", (cause) => (cause as Error).message);
      if (offence.test(found)) return;
      assert.equal(found, "", "another promise broke first");
    }
    assert.fail(`${SEEDS_MAX} seeds passed`);
  });
}

type Drafts = (drafts: Draft[], type: string) => Draft[];

/** What `decide` yields, changed. */
const decided = (change: Drafts): Planted => ({
  core: {
    decide(state, command, now) {
      const decision = core.decide(state, command, now);
      return decision.ok
        ? { ...decision, drafts: change(decision.drafts, command.type) }
        : decision;
    },
  },
});

const without = (type: Draft["type"], clock: string) =>
  decided((drafts) =>
    drafts.filter((draft) => draft.type !== type || !("clock" in draft) || draft.clock !== clock)
  );

const twice = (type: Draft["type"]) =>
  decided((drafts) => drafts.flatMap((draft) => draft.type === type ? [draft, draft] : [draft]));

finds("a forgotten idempotency key", /P6: command .* accepted twice/, () => ({
  core: { recall: () => undefined },
}));

finds("keys that a restart forgets", /accepted twice|memory is not/, () => ({
  core: {
    applyBatch: (state, batch, sequence) =>
      core.applyBatch(state, { ...batch, commands: [] }, sequence),
  },
}));

finds("an alert that is told twice", /P5: .* alerted twice/, () => twice("conversation.alerted"));
finds("a hold text that is sent twice", /P5: .* text . twice/, () => twice("conversation.held"));

for (const clock of ["round", "first", "queue", "silent"]) {
  finds(
    `a ${clock} clock that never alerts`,
    /P5: .* never alerted/,
    () => without("conversation.alerted", clock),
  );
}

finds("a timer that is lost on replay", /P5: .* (never alerted|late)|memory is not/, () => {
  let replayed = false;
  return {
    core: {
      applyBatch(state, batch, sequence) {
        replayed = true;
        core.applyBatch(state, batch, sequence);
      },
      due(state, now) {
        const due = core.due(state, now);
        if (due === undefined || !replayed) return due;
        replayed = false;
        return core.due(state, now);
      },
    },
  };
});

finds("deadlines two seconds late", /P5: .* late/, () => ({
  core: {
    nextDueAt: (state) => core.nextDueAt(state) + 2_000,
    due: (state, now) => core.due(state, now - 2_000),
  },
}));

/** Agents have room for one chat more than their record says. */
const roomier = <Of extends Draft>(draft: Of): Of => {
  if (draft.type !== "roster.changed" || draft.record === undefined) return draft;
  const { capacityUnits, windowCap } = draft.record;
  const record = { ...draft.record, capacityUnits: capacityUnits + 20, windowCap: windowCap + 1 };
  return { ...draft, record };
};

finds("a capacity that is off by one", /P3: .* units/, () => ({
  core: {
    commit(state, drafts, workspace, at, by) {
      const events = core.commit(state, drafts.map(roomier), workspace, at, by);
      return events.map((event, index) => ({ ...event, ...drafts[index] }) as Event);
    },
    applyBatch: (state, batch, sequence) =>
      core.applyBatch(state, { ...batch, events: batch.events.map(roomier) }, sequence),
  },
}));

/** The youngest that stands in the same line as the one that a step takes. */
function youngest(ledger: Ledger, draft: Draft<"conversation.assigned">): string {
  const taken = ledger.conversations.get(draft.conversation)!;
  const line = [...lineOf(ledger, draft.group)].filter((other) =>
    other.class === taken.class && other.state === taken.state && !ledger.gone.has(other.visitor)
  );
  return line.sort((left, right) => right.enqueuedAt - left.enqueuedAt)[0]?.id ??
    draft.conversation;
}

finds("the younger one is served first", /P10: /, () => {
  const ledger = createLedger(WORKSPACE);
  return {
    core: {
      commit(state, drafts, workspace, at, by) {
        const events = core.commit(state, drafts, workspace, at, by);
        for (const event of events) applyToLedger(ledger, event);
        return events;
      },
      decideStep(state, step, now) {
        const decision = core.decideStep(state, step, now);
        if (!decision.ok || step.step !== "drain") return decision;
        const drafts = decision.drafts.map((draft) =>
          draft.type === "conversation.assigned"
            ? { ...draft, conversation: youngest(ledger, draft) }
            : draft
        );
        return { ...decision, drafts };
      },
    },
  };
});

finds("a release that serves nobody", /P9: .* waits in/, () => ({
  core: {
    decideStep(state, step, now) {
      const decision = core.decideStep(state, step, now);
      return decision.ok && step.step === "drain" ? { ...decision, drafts: [] } : decision;
    },
  },
}));

finds("an event that is not stored", /P6: .* was due/, () => {
  let commits = 0;
  return {
    core: {
      commit(...given) {
        const events = core.commit(...given);
        return ++commits % 50 === 0 ? events.slice(0, -1) : events;
      },
    },
  };
});

finds("a feed frame that is not sent", /P4: .* gap/, () => {
  let items = 0;
  return {
    core: {
      feedItem: (state, event) => ++items % 20 === 0 ? undefined : core.feedItem(state, event),
    },
  };
});

finds("an event that replay passes over", /memory is not|twice/, () => ({
  core: {
    applyBatch(state, batch, sequence) {
      const events = batch.events.filter(({ type }) => type !== "conversation.held");
      core.applyBatch(state, { ...batch, events }, sequence);
    },
  },
}));

/** Says that a batch is stored as soon as it is asked, and asks the real journal afterwards. */
const hasty = (journal: Journal): Journal => ({
  ...journal,
  append(batch, encoded, id, expected) {
    void journal.append(batch, encoded, id, expected);
    return Promise.resolve({ state: "stored", sequence: expected + 1 });
  },
});

finds("an answer before the batch is durable", /P[16]: /, () => ({ journal: hasty }));

/** Stores under a new name each time, so that a retry is no duplicate, and expects any end. */
finds("a retry that is stored again", /P6: /, () => ({
  journal: (journal) => {
    let tries = 0;
    return {
      ...journal,
      async append(batch, encoded, id) {
        const { sequence } = await journal.tail();
        return journal.append(batch, encoded, `${id} ${tries++}`, sequence);
      },
    };
  },
}));

finds("a frame of a foreign conversation", /P12: .* was told of/, () => {
  let items = 0;
  return {
    core: {
      feedItem(state, event) {
        const item = core.feedItem(state, event);
        if (item?.visitor === undefined || ++items % 20 > 0) return item;
        return { ...item, visitor: `${item.visitor}-else` };
      },
    },
  };
});

/** The follower names its snapshots by a batch more, or one fewer, than they hold. */
const misnamed = (by: number): Planted => ({
  snapshots: (real) => ({
    ...real,
    put: (snapshot) => real.put({ ...snapshot, sequence: snapshot.sequence + by }),
  }),
});
const MISNAMED = /memory is not what the journal folds to/;

finds("a snapshot that names a batch which it does not hold", MISNAMED, () => misnamed(1));
finds("a snapshot whose last batch is applied once more", MISNAMED, () => misnamed(-1));

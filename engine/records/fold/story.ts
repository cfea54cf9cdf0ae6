import type { Batch, JournalEntry } from "../../contract/batch.ts";
import type { Keys } from "../../contract/ports/keys.ts";
import { sealJson } from "../../contract/sealing.ts";
import type { Draft, Event } from "../../contract/wire/events.ts";
import type { By } from "../../contract/wire/ids.ts";
import type { MessageBody } from "../../contract/wire/messages.ts";
import { DELIVERY_STATES } from "../../contract/wire/states.ts";

/**
 * Journals for tests: writes events as an engine would, sealed with keys of its own. Random stories
 * are drawn from a seed, so that a failing one can be told again.
 */
export interface Story {
  keys: Keys;
  entries: JournalEntry[];
  /** Adds one batch with these events. */
  batch(by: By, ...drafts: Draft[]): void;
  seal(visitor: string, value: unknown): string;
  keyOf(visitor: string): string;
}

const BEGIN_AT = 1_700_000_000_000;

/** `taken` are keys of a real key store, one for each visitor in the order of their coming. */
export function createStory(
  workspace: string,
  partition: number,
  taken: { id: string; key: Uint8Array }[] = [],
): Story {
  const held = new Map<string, Uint8Array>();
  const names = new Map<string, string>();
  const entries: JournalEntry[] = [];
  let seq = 0;
  const keyOf = (visitor: string) => {
    const known = names.get(visitor);
    if (known !== undefined) return known;
    const { id, key } = taken[names.size] ??
      { id: `k-${visitor}`, key: new Uint8Array(32).fill(names.size + 1) };
    names.set(visitor, id);
    held.set(id, key);
    return id;
  };
  return {
    keys: memoryKeys(held),
    entries,
    keyOf,
    seal: (visitor, value) => sealJson(keyOf(visitor), held.get(keyOf(visitor))!, value),
    batch(by, ...drafts) {
      const at = BEGIN_AT + entries.length * 1_000;
      const events = drafts.map((draft) => ({ ...draft, seq: ++seq, at, workspace, by } as Event));
      const batch: Batch = {
        level: 1,
        partition,
        epoch: 1,
        at,
        inbox: 0,
        events,
        refused: [],
        agenda: [],
        commands: [],
      };
      entries.push({ sequence: entries.length + 1, batch, bytes: 0 });
    },
  };
}

function memoryKeys(held: Map<string, Uint8Array>): Keys {
  return {
    take: () => Promise.reject(new Error("a story names its keys itself")),
    read: (id) => Promise.resolve(held.get(id)),
    destroy: (id) => Promise.resolve(void held.delete(id)),
    forget: () => {},
  };
}

export const opened = (story: Story, conversation: string, visitor: string): Draft => ({
  type: "conversation.opened",
  conversation,
  kind: "conversation",
  visitor,
  key: story.keyOf(visitor),
  channel: "web",
  shop: "shop",
  route: "route",
  group: "presale",
  class: 4,
  costUnits: 20,
  requirements: [],
  facts: story.seal(visitor, { page: `https://shop.example/${conversation}` }),
  enqueuedAt: BEGIN_AT,
});

export const assigned = (conversation: string, agent: string): Draft => ({
  type: "conversation.assigned",
  conversation,
  agent,
  group: "presale",
  why: { code: "longestIdle" },
});

export const messaged = (
  story: Story,
  conversation: string,
  visitor: string,
  message: string,
  body: MessageBody,
  more: Partial<Draft<"conversation.messaged">> = {},
): Draft => ({
  type: "conversation.messaged",
  conversation,
  message,
  body: body.kind,
  sealed: story.seal(visitor, body),
  visibility: "all",
  round: 1,
  ...more,
});

/** A small generator (mulberry32): the same seed tells the same story. */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

interface Thread {
  conversation: string;
  visitor: string;
  agent?: string;
  round: number;
  open: boolean;
  messages: string[];
}

/** Many conversations at once, each with the things that happen to conversations. */
export function tellRandomly(story: Story, seed: number, steps: number): void {
  const roll = dice(seed);
  const threads: Thread[] = [];
  for (let step = 0; step < steps; step++) {
    const thread = threads[roll(threads.length + 1)];
    if (!thread || roll(8) === 0) threads.push(begin(story, `${seed}-${step}`, roll));
    else go(story, thread, roll, `${seed}-${step}`);
    if (threads.length > 40) threads.shift();
  }
}

function begin(story: Story, name: string, roll: (sides: number) => number): Thread {
  const thread: Thread = {
    conversation: `c${name}`,
    visitor: `v${roll(30)}`,
    round: 0,
    open: false,
    messages: [],
  };
  const drafts = [opened(story, thread.conversation, thread.visitor)];
  if (roll(3) > 0) drafts.push(assigned(thread.conversation, thread.agent = `a${roll(5)}`));
  else {
    drafts.push({
      type: "conversation.queued",
      conversation: thread.conversation,
      group: "presale",
      class: 4,
      enqueuedAt: BEGIN_AT,
      why: { code: "full", waiting: 3 },
    });
  }
  story.batch(`visitor:${thread.visitor}`, ...drafts);
  return thread;
}

function go(
  story: Story,
  thread: Thread,
  roll: (sides: number) => number,
  name: string,
): void {
  const { conversation, visitor, agent } = thread;
  const visitorSays: By = `visitor:${visitor}`;
  switch (roll(11)) {
    case 0:
    case 1:
      return visitorWrites(story, thread, name);
    case 2:
    case 3:
      return agentWrites(story, thread, name);
    case 4: {
      const message = thread.messages.pop();
      if (message) {
        story.batch(visitorSays, { type: "conversation.recalled", conversation, message });
      }
      return;
    }
    case 5:
    case 6:
      return agent === undefined ? undefined : moveOn(story, thread, agent, roll, name);
    case 7:
      return story.batch(visitorSays, {
        type: "conversation.rated",
        conversation,
        score: 1 + roll(5),
        comment: story.seal(visitor, `comment ${name}`),
        ...(agent ? { agent } : {}),
      });
    case 8: {
      const message = thread.messages[roll(thread.messages.length + 1)];
      if (!message) return;
      const state = DELIVERY_STATES[roll(DELIVERY_STATES.length)];
      const type = "conversation.delivery_reported";
      return story.batch("integration:erp", { type, conversation, message, state });
    }
    case 9:
      return story.batch("supervisor:s1", {
        type: "visitor.blocked",
        visitor,
        blocked: roll(2) === 0,
        ...(roll(2) === 0 && { untilAt: BEGIN_AT + roll(1_000) }),
      });
    default:
      return story.batch(visitorSays, {
        type: "visitor.updated",
        visitor,
        key: story.keyOf(visitor),
        card: story.seal(visitor, { name: `name ${name}` }),
      });
  }
}

/** Words with all that PostgreSQL does not take, and some that only look so. */
const words = (name: string): MessageBody => ({
  kind: "text",
  text: `words ${name} \u0000 \\u0000 \ud83d\ude00 \ud83d`,
});

function visitorWrites(story: Story, thread: Thread, name: string): void {
  const { conversation, visitor } = thread;
  const begins = thread.open ? {} : { begins: true as const };
  if (!thread.open) thread.round++;
  thread.open = true;
  thread.messages.push(`m${name}`);
  const more = { round: thread.round, ...begins };
  story.batch(
    `visitor:${visitor}`,
    messaged(story, conversation, visitor, `m${name}`, words(name), more),
  );
}

function agentWrites(story: Story, thread: Thread, name: string): void {
  const { conversation, visitor, agent } = thread;
  if (agent === undefined) {
    return story.batch("engine", assigned(conversation, thread.agent = "a1"));
  }
  thread.messages.push(`m${name}`);
  const more = { round: thread.round, ...(thread.open ? { ends: true as const } : {}) };
  thread.open = false;
  story.batch(
    `agent:${agent}`,
    messaged(story, conversation, visitor, `m${name}`, words(name), more),
  );
}

function moveOn(
  story: Story,
  thread: Thread,
  agent: string,
  roll: (sides: number) => number,
  name: string,
): void {
  const { conversation, visitor } = thread;
  if (roll(2) === 0) {
    thread.agent = `a${roll(5)}`;
    return story.batch(`agent:${agent}`, {
      type: "conversation.transferred",
      conversation,
      from: agent,
      to: thread.agent,
      group: "aftersale",
    });
  }
  thread.agent = undefined;
  story.batch(`agent:${agent}`, {
    type: "conversation.parked",
    conversation,
    agent,
    dueAt: BEGIN_AT + roll(1_000_000),
    note: story.seal(visitor, `note ${name}`),
  });
}

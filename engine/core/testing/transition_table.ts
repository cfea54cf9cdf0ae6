import type { CommandType } from "../../contract/wire/commands.ts";

/**
 * The conversation as an actor: each command by each principal in each state, with the command's
 * own events (`-` = accepted, nothing to do) or `!` and the refusal. ann owns it, bob is offered
 * it when `offered`, sue supervises, `v` is its visitor.
 */
export const STATES = [
  "absent",
  "waiting",
  "assigned",
  "offered",
  "parked",
  "left",
  "closed",
  "closedLong",
  "erased",
] as const;
export type StateName = (typeof STATES)[number];

const C = { conversation: "c" };
const MESSAGE = { ...C, message: "m", body: "text", sealed: "k.AAAA", visibility: "all" };

interface CommandRow {
  type: CommandType;
  body: object;
  /** By principal: one cell per state, in the order of STATES. */
  by: Record<string, string>;
}

export const COMMAND_ROWS: CommandRow[] = [
  {
    type: "conversation.open",
    body: { ...C, "visitor": "v", "key": "k", "channel": "web", "route": "front" },
    by: {
      "visitor:v":
        "opened assigned | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict",
    },
  },
  {
    type: "conversation.message",
    body: MESSAGE,
    by: {
      "visitor:v":
        "!not_found | messaged | messaged | messaged | unparked messaged assigned | messaged | reopened messaged assigned | !closed | !closed",
      "agent:ann":
        "!not_found | !not_found | messaged | messaged | messaged | !not_found | !closed | !closed | !closed",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | messaged | messaged | messaged | messaged | messaged | !closed | !closed | !closed",
      "visitor:other":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "engine":
        "!not_found | messaged | messaged | messaged | messaged | messaged | !closed | !closed | !closed",
    },
  },
  {
    type: "conversation.message",
    body: { ...MESSAGE, "visibility": "staff" },
    by: {
      "visitor:v":
        "!not_found | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
      "agent:ann":
        "!not_found | !not_found | messaged | messaged | messaged | !not_found | !closed | !closed | !closed",
      "agent:bob":
        "!not_found | !not_found | !not_found | messaged | !not_found | !not_found | !not_found | !not_found | !not_found",
    },
  },
  {
    type: "conversation.recall",
    body: { ...C, "message": "first" },
    by: {
      "visitor:v":
        "!not_found | recalled | recalled | recalled | recalled | recalled | recalled | !not_eligible | !closed",
      "agent:ann":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
    },
  },
  {
    type: "conversation.transfer",
    body: { ...C, "to": { "agent": "bob" } },
    by: {
      "agent:ann":
        "!not_found | !not_found | transfer_offered | !conflict | !not_eligible | !not_found | !closed | !closed | !closed",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | !not_eligible | transfer_offered | !conflict | !not_eligible | !not_eligible | !closed | !closed | !closed",
      "visitor:v":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.transfer",
    body: { ...C, "to": { "group": "service" } },
    by: {
      "agent:ann":
        "!not_found | !not_found | transfer_offered | !conflict | !not_eligible | !not_found | !closed | !closed | !closed",
    },
  },
  {
    type: "conversation.acceptTransfer",
    body: C,
    by: {
      "agent:bob":
        "!not_found | !not_found | !not_found | transferred | !not_found | !not_found | !not_found | !not_found | !not_found",
      "agent:ann":
        "!not_found | !not_found | !not_eligible | !not_eligible | !not_eligible | !not_found | !closed | !closed | !closed",
      "supervisor:sue":
        "!not_found | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !closed | !closed | !closed",
    },
  },
  {
    type: "conversation.returnTransfer",
    body: C,
    by: {
      "agent:bob":
        "!not_found | !not_found | !not_found | transfer_returned | !not_found | !not_found | !not_found | !not_found | !not_found",
      "agent:ann":
        "!not_found | !not_found | !not_eligible | !not_eligible | !not_eligible | !not_found | !closed | !closed | !closed",
    },
  },
  {
    type: "conversation.withdrawTransfer",
    body: C,
    by: {
      "agent:ann":
        "!not_found | !not_found | !not_eligible | transfer_returned | !not_eligible | !not_found | !closed | !closed | !closed",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | !not_eligible | !not_eligible | transfer_returned | !not_eligible | !not_eligible | !closed | !closed | !closed",
    },
  },
  {
    type: "conversation.park",
    body: C,
    by: {
      "agent:ann":
        "!not_found | !not_found | parked | !conflict | !not_eligible | !not_found | !closed | !closed | !closed",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | !not_eligible | parked | !conflict | !not_eligible | !not_eligible | !closed | !closed | !closed",
    },
  },
  {
    type: "conversation.unpark",
    body: C,
    by: {
      "agent:ann":
        "!not_found | !not_found | !not_eligible | !not_eligible | unparked assigned | !not_found | !closed | !closed | !closed",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | !not_eligible | !not_eligible | !not_eligible | unparked assigned | !not_eligible | !closed | !closed | !closed",
    },
  },
  {
    type: "conversation.leave",
    body: C,
    by: {
      "visitor:v":
        "!not_found | left | !not_eligible | !not_eligible | !not_eligible | - | !closed | !closed | !closed",
      "supervisor:sue":
        "!not_found | left | !not_eligible | !not_eligible | !not_eligible | - | !closed | !closed | !closed",
      "agent:ann":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.reclaim",
    body: C,
    by: {
      "supervisor:sue":
        "!not_found | !not_eligible | reclaimed queued | transfer_returned reclaimed queued | !not_eligible | !not_eligible | !closed | !closed | !closed",
      "agent:ann":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.close",
    body: C,
    by: {
      "visitor:v":
        "!not_found | closed | closed | closed | closed | closed | !closed | !closed | !closed",
      "agent:ann":
        "!not_found | !not_found | closed | closed | closed | !not_found | !closed | !closed | !closed",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | closed | closed | closed | closed | closed | !closed | !closed | !closed",
      "visitor:other":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
    },
  },
  {
    type: "conversation.reopen",
    body: C,
    by: {
      "visitor:v":
        "!not_found | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !not_eligible | reopened assigned | !closed | !closed",
      "agent:ann":
        "!not_found | !not_found | !not_eligible | !not_eligible | !not_eligible | !not_found | reopened assigned | !closed | !closed",
      "supervisor:sue":
        "!not_found | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !not_eligible | reopened assigned | !closed | !closed",
    },
  },
  {
    type: "conversation.inviteRating",
    body: C,
    by: {
      "agent:ann":
        "!not_found | !not_found | rating_invited | rating_invited | rating_invited | !not_found | rating_invited | rating_invited | !closed",
      "supervisor:sue":
        "!not_found | rating_invited | rating_invited | rating_invited | rating_invited | rating_invited | rating_invited | rating_invited | !closed",
      "visitor:v":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.rate",
    body: { ...C, "score": 4 },
    by: {
      "visitor:v":
        "!not_found | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !not_eligible | rated | rated | !closed",
      "agent:ann":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "visitor.presence",
    body: { "visitor": "v", "presence": "gone", "gateway": "g1" },
    by: {
      "visitor:v":
        "- | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed",
      "visitor:other":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
    },
  },
  {
    type: "visitor.update",
    body: { "visitor": "v", "card": "k.A", "key": "key-v" },
    by: {
      "agent:ann":
        "visitor.updated | visitor.updated | visitor.updated | visitor.updated | visitor.updated | visitor.updated | visitor.updated | visitor.updated | !closed",
    },
  },
  {
    type: "visitor.erase",
    body: { "visitor": "v" },
    by: {
      "admin:root":
        "visitor.erased | closed visitor.erased | closed visitor.erased | closed visitor.erased | closed visitor.erased | closed visitor.erased | visitor.erased | visitor.erased | visitor.erased",
      "supervisor:sue":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "deadline.fire",
    body: { ...C, "slot": "round", "dueAt": 1800000060000 },
    by: {
      "engine": "- | - | - | - | - | - | - | - | -",
      "admin:root":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
];

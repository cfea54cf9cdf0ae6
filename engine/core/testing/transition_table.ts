// Over 300 lines because every command is tried by every principal in every state.
import type { CommandType } from "../../contract/wire/commands.ts";
import { ROUTING_ROWS } from "./routing_rows.ts";

/**
 * The conversation as an actor: each command by each principal in each state, with the command's
 * own events (`-` = accepted, nothing to do) or `!` and the refusal. ann owns it, bob is offered
 * it when `offered`, sue supervises, `v` is its visitor. `tentative`: on offer to ann, without an
 * owner.
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
  "tentative",
  "bot",
] as const;
export type StateName = (typeof STATES)[number];

export interface CommandRow {
  type: CommandType;
  body: object;
  /** By principal: one cell per state, in the order of STATES. */
  by: Record<string, string>;
}

export const COMMAND_ROWS: CommandRow[] = [
  {
    type: "conversation.open",
    body: { "conversation": "c", "visitor": "v", "key": "k", "channel": "web", "route": "front" },
    by: {
      "visitor:v":
        "opened assigned | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict",
    },
  },
  {
    type: "conversation.message",
    body: {
      "conversation": "c",
      "message": "m",
      "body": "text",
      "sealed": "k.AAAA",
      "visibility": "all",
    },
    by: {
      "visitor:v":
        "!not_found | messaged | messaged | messaged | unparked messaged assigned | messaged | reopened messaged assigned | !closed | !closed | messaged | messaged",
      "agent:ann":
        "!not_found | !not_found | messaged | messaged | messaged | !not_found | !closed | !closed | !closed | !not_eligible | !not_found",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | messaged | messaged | messaged | messaged | messaged | !closed | !closed | !closed | messaged | messaged",
      "visitor:other":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "engine":
        "!not_found | messaged | messaged | messaged | messaged | messaged | !closed | !closed | !closed | messaged | messaged",
    },
  },
  {
    type: "conversation.message",
    body: {
      "conversation": "c",
      "message": "m",
      "body": "text",
      "sealed": "k.AAAA",
      "visibility": "staff",
    },
    by: {
      "visitor:v":
        "!not_found | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
      "agent:ann":
        "!not_found | !not_found | messaged | messaged | messaged | !not_found | !closed | !closed | !closed | messaged | !not_found",
      "agent:bob":
        "!not_found | !not_found | !not_found | messaged | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
    },
  },
  {
    type: "conversation.recall",
    body: { "conversation": "c", "message": "first" },
    by: {
      "visitor:v":
        "!not_found | recalled | recalled | recalled | recalled | recalled | recalled | !not_eligible | !closed | recalled | recalled",
      "agent:ann":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
    },
  },
  {
    type: "conversation.delivery",
    body: { "conversation": "c", "message": "earlier", "state": "failed" },
    by: {
      "integration:crm":
        "!not_found | delivery_reported | delivery_reported | delivery_reported | delivery_reported | delivery_reported | delivery_reported | delivery_reported | !closed | delivery_reported | delivery_reported",
      "agent:ann":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
      "visitor:v":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.transfer",
    body: { "conversation": "c", "to": { "agent": "bob" } },
    by: {
      "agent:ann":
        "!not_found | !not_found | transfer_offered | !conflict | !not_eligible | !not_found | !closed | !closed | !closed | !not_eligible | !not_found",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | !not_eligible | transfer_offered | !conflict | !not_eligible | !not_eligible | !closed | !closed | !closed | !not_eligible | !not_eligible",
      "visitor:v":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.transfer",
    body: { "conversation": "c", "to": { "group": "service" } },
    by: {
      "agent:ann":
        "!not_found | !not_found | transfer_offered | !conflict | !not_eligible | !not_found | !closed | !closed | !closed | !not_eligible | !not_found",
    },
  },
  {
    type: "conversation.acceptTransfer",
    body: { "conversation": "c" },
    by: {
      "agent:bob":
        "!not_found | !not_found | !not_found | transferred | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "agent:ann":
        "!not_found | !not_found | !not_eligible | !not_eligible | !not_eligible | !not_found | !closed | !closed | !closed | !not_eligible | !not_found",
      "supervisor:sue":
        "!not_found | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !closed | !closed | !closed | !not_eligible | !not_eligible",
    },
  },
  {
    type: "conversation.returnTransfer",
    body: { "conversation": "c" },
    by: {
      "agent:bob":
        "!not_found | !not_found | !not_found | transfer_returned | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "agent:ann":
        "!not_found | !not_found | !not_eligible | !not_eligible | !not_eligible | !not_found | !closed | !closed | !closed | !not_eligible | !not_found",
    },
  },
  {
    type: "conversation.withdrawTransfer",
    body: { "conversation": "c" },
    by: {
      "agent:ann":
        "!not_found | !not_found | !not_eligible | transfer_returned | !not_eligible | !not_found | !closed | !closed | !closed | !not_eligible | !not_found",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | !not_eligible | !not_eligible | transfer_returned | !not_eligible | !not_eligible | !closed | !closed | !closed | !not_eligible | !not_eligible",
    },
  },
  {
    type: "conversation.park",
    body: { "conversation": "c" },
    by: {
      "agent:ann":
        "!not_found | !not_found | parked | !conflict | !not_eligible | !not_found | !closed | !closed | !closed | !not_eligible | !not_found",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | !not_eligible | parked | !conflict | !not_eligible | !not_eligible | !closed | !closed | !closed | !not_eligible | !not_eligible",
    },
  },
  {
    type: "conversation.unpark",
    body: { "conversation": "c" },
    by: {
      "agent:ann":
        "!not_found | !not_found | !not_eligible | !not_eligible | unparked assigned | !not_found | !closed | !closed | !closed | !not_eligible | !not_found",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | !not_eligible | !not_eligible | !not_eligible | unparked assigned | !not_eligible | !closed | !closed | !closed | !not_eligible | !not_eligible",
    },
  },
  {
    type: "conversation.leave",
    body: { "conversation": "c" },
    by: {
      "visitor:v":
        "!not_found | left | !not_eligible | !not_eligible | !not_eligible | - | !closed | !closed | !closed | left | !not_eligible",
      "supervisor:sue":
        "!not_found | left | !not_eligible | !not_eligible | !not_eligible | - | !closed | !closed | !closed | left | !not_eligible",
      "agent:ann":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.reclaim",
    body: { "conversation": "c" },
    by: {
      "supervisor:sue":
        "!not_found | !not_eligible | reclaimed queued | transfer_returned reclaimed queued | !not_eligible | !not_eligible | !closed | !closed | !closed | !not_eligible | !not_eligible",
      "agent:ann":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.close",
    body: { "conversation": "c" },
    by: {
      "visitor:v":
        "!not_found | abandoned closed | closed | closed | closed | closed | !closed | !closed | !closed | abandoned closed | closed",
      "agent:ann":
        "!not_found | !not_found | closed | closed | closed | !not_found | !closed | !closed | !closed | !not_eligible | !not_found",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | closed | closed | closed | closed | closed | !closed | !closed | !closed | closed | closed",
      "visitor:other":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
    },
  },
  {
    type: "conversation.reopen",
    body: { "conversation": "c" },
    by: {
      "visitor:v":
        "!not_found | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !not_eligible | reopened assigned | !closed | !closed | !not_eligible | !not_eligible",
      "agent:ann":
        "!not_found | !not_found | !not_eligible | !not_eligible | !not_eligible | !not_found | reopened assigned | !closed | !closed | !not_eligible | !not_found",
      "supervisor:sue":
        "!not_found | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !not_eligible | reopened assigned | !closed | !closed | !not_eligible | !not_eligible",
    },
  },
  {
    type: "conversation.inviteRating",
    body: { "conversation": "c" },
    by: {
      "agent:ann":
        "!not_found | !not_found | rating_invited | rating_invited | rating_invited | !not_found | rating_invited | rating_invited | !closed | !not_eligible | !not_found",
      "supervisor:sue":
        "!not_found | rating_invited | rating_invited | rating_invited | rating_invited | rating_invited | rating_invited | rating_invited | !closed | rating_invited | rating_invited",
      "visitor:v":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.rate",
    body: { "conversation": "c", "score": 4 },
    by: {
      "visitor:v":
        "!not_found | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !not_eligible | rated | rated | !closed | !not_eligible | !not_eligible",
      "agent:ann":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "visitor.presence",
    body: { "visitor": "v", "presence": "gone", "gateway": "g1" },
    by: {
      "visitor:v":
        "- | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed",
      "visitor:other":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
    },
  },
  {
    type: "visitor.update",
    body: { "visitor": "v", "card": "k.A", "key": "key-v" },
    by: {
      "agent:ann":
        "visitor.updated | visitor.updated | visitor.updated | visitor.updated | visitor.updated | visitor.updated | visitor.updated | visitor.updated | !closed | visitor.updated | visitor.updated",
    },
  },
  {
    type: "visitor.erase",
    body: { "visitor": "v" },
    by: {
      "admin:root":
        "visitor.erased | closed visitor.erased | closed visitor.erased | closed visitor.erased | closed visitor.erased | closed visitor.erased | visitor.erased | visitor.erased | visitor.erased | closed visitor.erased | closed visitor.erased",
      "supervisor:sue":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "deadline.fire",
    body: { "conversation": "c", "slot": "round", "dueAt": 1800000060000 },
    by: {
      "engine": "- | - | - | - | - | - | - | - | - | - | -",
      "admin:root":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.message",
    body: {
      "conversation": "c",
      "message": "m",
      "body": "text",
      "sealed": "k.AAAA",
      "visibility": "all",
      "wantsPeople": true,
    },
    by: {
      "visitor:v":
        "!not_found | messaged | messaged | messaged | unparked messaged assigned | messaged | reopened messaged assigned | !closed | !closed | messaged | messaged switched",
      "bot:faq":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | messaged",
    },
  },
  ...ROUTING_ROWS,
];

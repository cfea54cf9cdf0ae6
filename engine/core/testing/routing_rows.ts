// Over 300 lines because every command is tried by every principal in every state.
import type { CommandRow } from "./transition_table.ts";

/** Routing by hand and by rule, as rows of the conversation's table. */
export const ROUTING_ROWS: CommandRow[] = [
  {
    type: "conversation.accept",
    body: { "conversation": "c" },
    by: {
      "agent:ann":
        "!not_found | !not_found | !not_eligible | !not_eligible | !not_eligible | !not_found | !closed | !closed | !closed | accepted assigned | !not_found",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !closed | !closed | !closed | !not_eligible | !not_eligible",
      "visitor:v":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.decline",
    body: { "conversation": "c" },
    by: {
      "agent:ann":
        "!not_found | !not_found | !not_eligible | !not_eligible | !not_eligible | !not_found | !closed | !closed | !closed | declined | !not_found",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !closed | !closed | !closed | !not_eligible | !not_eligible",
    },
  },
  {
    type: "conversation.prioritise",
    body: { "conversation": "c", "class": 1 },
    by: {
      "supervisor:sue":
        "!not_found | prioritised | prioritised | prioritised | prioritised | prioritised | !closed | !closed | !closed | prioritised | prioritised",
      "integration:crm":
        "!not_found | prioritised | prioritised | prioritised | prioritised | prioritised | !closed | !closed | !closed | prioritised | prioritised",
      "agent:ann":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
      "visitor:v":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.move",
    body: { "conversation": "c", "to": { "agent": "bob" } },
    by: {
      "supervisor:sue":
        "!not_found | moved assigned | moved reclaimed assigned | transfer_returned moved reclaimed assigned | moved unparked assigned | moved assigned | !closed | !closed | !closed | offer_expired moved assigned | moved assigned",
      "agent:ann":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.move",
    body: { "conversation": "c", "to": { "group": "service" } },
    by: {
      "supervisor:sue":
        "!not_found | moved queued | moved reclaimed queued | transfer_returned moved reclaimed queued | moved unparked queued | moved queued | !closed | !closed | !closed | offer_expired moved queued | moved queued",
    },
  },
  {
    type: "conversation.tag",
    body: { "conversation": "c", "topic": "solved" },
    by: {
      "agent:ann":
        "!not_found | !not_found | tagged | tagged | tagged | !not_found | tagged | tagged | !closed | tagged | !not_found",
      "agent:bob":
        "!not_found | !not_found | !not_found | tagged | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | tagged | tagged | tagged | tagged | tagged | tagged | tagged | !closed | tagged | tagged",
      "integration:crm":
        "!not_found | tagged | tagged | tagged | tagged | tagged | tagged | tagged | !closed | tagged | tagged",
      "visitor:v":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.join",
    body: { "conversation": "c", "as": "whisper" },
    by: {
      "supervisor:sue":
        "!not_found | joined | joined | joined | joined | joined | !closed | !closed | !closed | joined | joined",
      "agent:bob":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
      "visitor:v":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.part",
    body: { "conversation": "c", "who": "sue" },
    by: {
      "agent:ann":
        "!not_found | !not_found | !not_eligible | !not_eligible | !not_eligible | !not_found | !closed | !closed | !closed | !not_eligible | !not_found",
      "supervisor:sue":
        "!not_found | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !closed | !closed | !closed | !not_eligible | !not_eligible",
    },
  },
  {
    type: "conversation.consult",
    body: { "conversation": "c", "agent": "bob" },
    by: {
      "agent:ann":
        "!not_found | !not_found | consulted | consulted | !not_eligible | !not_found | !closed | !closed | !closed | !not_eligible | !not_found",
      "agent:bob":
        "!not_found | !not_found | !not_found | !not_eligible | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | !not_eligible | consulted | consulted | !not_eligible | !not_eligible | !closed | !closed | !closed | !not_eligible | !not_eligible",
    },
  },
  {
    type: "conversation.switch",
    body: { "conversation": "c", "to": "waiting" },
    by: {
      "visitor:v":
        "!not_found | - | !not_eligible | !not_eligible | !not_eligible | switched | !closed | !closed | !closed | - | switched",
      "bot:faq":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | switched",
      "bot:other":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | - | !not_eligible | !not_eligible | !not_eligible | switched | !closed | !closed | !closed | - | switched",
      "agent:ann":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "conversation.switch",
    body: { "conversation": "c", "to": "left" },
    by: {
      "visitor:v":
        "!not_found | switched | !not_eligible | !not_eligible | !not_eligible | - | !closed | !closed | !closed | switched | switched",
      "bot:faq":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_eligible",
    },
  },
  {
    type: "conversation.switch",
    body: { "conversation": "c", "to": "bot" },
    by: {
      "visitor:v":
        "!not_found | switched | !not_eligible | !not_eligible | !not_eligible | switched | !closed | !closed | !closed | switched | -",
    },
  },
  {
    type: "conversation.reach",
    body: {
      "conversation": "c",
      "visitor": "v",
      "key": "k",
      "agent": "ann",
      "channel": "web",
      "route": "front",
    },
    by: {
      "agent:ann":
        "opened reached assigned | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict",
      "agent:bob":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
      "supervisor:sue":
        "opened reached assigned | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict",
      "visitor:v":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "item.open",
    body: {
      "item": "c",
      "kind": "ticket",
      "visitor": "v",
      "key": "k",
      "channel": "web",
      "route": "front",
    },
    by: {
      "integration:crm":
        "opened assigned | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict | !conflict",
      "agent:ann":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
      "visitor:v":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "item.assign",
    body: { "item": "c", "agent": "bob" },
    by: {
      "supervisor:sue":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "agent:ann":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
  {
    type: "item.close",
    body: { "item": "c" },
    by: {
      "agent:ann":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "supervisor:sue":
        "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
      "visitor:v":
        "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
    },
  },
];

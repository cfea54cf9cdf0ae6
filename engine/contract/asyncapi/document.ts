/**
 * The public contract on NATS and over sockets as an AsyncAPI 3 document, made from the schemas
 * that the doors check with, so that it cannot say anything else. Served at `/api/asyncapi.json`.
 */
import { z } from "zod";
import { agentFrames, visitorFrames } from "../schemas/frames.ts";
import {
  INTEGRATOR_COMMANDS,
  INTEGRATOR_QUERIES,
  integratorEnvelope,
} from "../schemas/integrators.ts";

import { TOKEN } from "../wire/ids.ts";
import { LEVEL } from "../wire/level.ts";
import { PRODUCES } from "../wire/produces.ts";
import { CONFLICTS, REASONS, REFUSALS } from "../wire/refusals.ts";

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: "draft-7",
    unrepresentable: "any",
    io: "input",
  });
  return rest;
};

const reference = (path: string): Json => ({ $ref: `#/${path}` });
const token = { type: "string", pattern: TOKEN.source };
const parameter = (description: string): Json => ({ description });

/** A command's own fields with those that every command has. */
function commandSchema(body: z.ZodType): Json {
  const own = schemaOf(body) as { properties: Json; required?: string[] };
  const envelope = schemaOf(integratorEnvelope) as { properties: Json };
  return {
    ...own,
    properties: { ...envelope.properties, ...own.properties },
    required: ["id", "level", ...own.required ?? []],
    patternProperties: { "^x_": {} },
  };
}

const codes = Object.keys(REFUSALS);
const REPLY: Json = {
  oneOf: [
    {
      type: "object",
      required: ["ok", "seq", "result"],
      properties: {
        ok: { const: true },
        seq: { type: "integer", description: "Number of the first event that it made" },
        result: { type: "object" },
        repeated: { type: "boolean", description: "The same id and body came before" },
      },
    },
    {
      type: "object",
      required: ["ok", "error"],
      properties: {
        ok: { const: false },
        error: {
          type: "object",
          required: ["code", "message"],
          properties: {
            code: { enum: codes },
            message: { type: "string" },
            conflict: { enum: Object.keys(CONFLICTS), description: "With a sentence of its own" },
            reason: { enum: Object.keys(REASONS), description: "With a sentence of its own" },
            untilAt: { type: "integer", description: "Epoch ms until which it is refused" },
            retryAfterMs: { type: "integer" },
            fields: { type: "array", items: { type: "object" } },
          },
        },
      },
    },
  ],
};

const ANSWER: Json = {
  oneOf: [
    {
      type: "object",
      required: ["ok", "batch", "answer"],
      properties: {
        ok: { const: true },
        batch: { type: "integer", description: "The newest batch that the answer reflects" },
        answer: { type: "object" },
      },
    },
    (REPLY.oneOf as Json[])[1],
  ],
};

const EVENT: Json = {
  type: "object",
  required: ["id", "type", "seq", "prev", "at", "workspace", "by", "level"],
  properties: {
    id: { type: "string", description: "Also the Nats-Msg-Id: the same event, the same id" },
    type: { enum: [...new Set(Object.values(PRODUCES).flat())].sort() },
    seq: { type: "integer", description: "Counts the company's events without gaps" },
    prev: { type: "integer", description: "seq of the event before: tells a gap from an end" },
    at: { type: "integer", description: "Epoch ms" },
    workspace: token,
    by: { type: "string" },
    epoch: { type: "integer" },
    level: { type: "integer" },
    conversation: token,
  },
};

const exchange = (channel: string, name: string, summary: string): Json => ({
  action: "receive",
  summary,
  channel: reference(`channels/${channel}`),
  messages: [reference(`channels/${channel}/messages/${name}`)],
  reply: {
    channel: reference("channels/replies"),
    messages: [
      reference(`channels/replies/messages/${channel === "queries" ? "answer" : "reply"}`),
    ],
  },
});

const messagesOf = (all: Record<string, unknown>): Json =>
  Object.fromEntries(
    Object.keys(all).map((name) => [name, reference(`components/messages/${name}`)]),
  );

const oneWay = (action: string, channel: string, summary: string): Json => ({
  action,
  summary,
  channel: reference(`channels/${channel}`),
});

const workspaceParameters = {
  workspace: parameter("The company; an integrator reaches its own alone"),
  entity: parameter("conversation, visitor, agent …"),
  verb: parameter("What is to be done, such as open"),
};

const channels = (): Json => ({
  commands: {
    address: "tg.v1.{workspace}.cmd.{entity}.{verb}",
    description: "Request and reply. Retry with the same id for at most 60 s.",
    parameters: workspaceParameters,
    messages: messagesOf(INTEGRATOR_COMMANDS),
  },
  inbox: {
    address: "tg.v1.{workspace}.in.{entity}.{verb}",
    description: "The same commands, fire and forget: the stream's acknowledgement promises an " +
      "event or a dead letter. No order is promised between this and the requests.",
    parameters: workspaceParameters,
    messages: messagesOf(INTEGRATOR_COMMANDS),
  },
  queries: {
    address: "tg.v1.{workspace}.qry.{entity}.{name}",
    parameters: {
      workspace: workspaceParameters.workspace,
      entity: workspaceParameters.entity,
      name: parameter("What is asked, such as live"),
    },
    messages: messagesOf(INTEGRATOR_QUERIES),
  },
  replies: {
    address: null,
    messages: {
      reply: reference("components/messages/reply"),
      answer: reference("components/messages/answer"),
    },
  },
  events: {
    address: "tg.v1.{workspace}.evt.{entity}.{id}.{event}",
    description: "Stream TG_EVENTS, 7 days, at least once, in the order of seq.",
    parameters: {
      workspace: workspaceParameters.workspace,
      entity: workspaceParameters.entity,
      id: parameter("Its id"),
      event: parameter("Past tense, such as opened"),
    },
    messages: { event: reference("components/messages/event") },
  },
  visitorSocket: {
    address: "/api/v1/visitor/socket",
    messages: Object.fromEntries(
      Object.keys(visitorFrames).map((name) => [
        name,
        reference(`components/messages/visitor.${name}`),
      ]),
    ),
  },
  agentSocket: {
    address: "/api/v1/agent/socket",
    messages: Object.fromEntries(
      Object.keys(agentFrames).map((
        name,
      ) => [name, reference(`components/messages/agent.${name}`)]),
    ),
  },
});

function messages(): Json {
  const found: Json = {
    reply: { payload: REPLY },
    answer: { payload: ANSWER },
    event: { payload: EVENT },
  };
  for (const [name, body] of Object.entries(INTEGRATOR_COMMANDS)) {
    found[name] = { name, payload: commandSchema(body) };
  }
  for (const [name, body] of Object.entries(INTEGRATOR_QUERIES)) {
    found[name] = { name, payload: schemaOf(body) };
  }
  for (const [side, frames] of Object.entries({ visitor: visitorFrames, agent: agentFrames })) {
    for (const [name, frame] of Object.entries(frames)) {
      found[`${side}.${name}`] = { name, payload: schemaOf(frame) };
    }
  }
  return found;
}

function operations(): Json {
  const found: Json = {
    follow: oneWay("send", "events", "Committed events, in order, at least once"),
    send: oneWay("receive", "inbox", "A command without waiting for its answer"),
    talkAsVisitor: oneWay("receive", "visitorSocket", "Frames of a visitor's page"),
    talkAsAgent: oneWay("receive", "agentSocket", "Frames of the agents' desk"),
  };
  for (const name of Object.keys(INTEGRATOR_COMMANDS)) {
    found[name] = exchange("commands", name, `Command ${name}`);
  }
  for (const name of Object.keys(INTEGRATOR_QUERIES)) {
    found[name] = exchange("queries", name, `Query ${name}`);
  }
  return found;
}

export const asyncApiDocument = (): Json => ({
  asyncapi: "3.0.0",
  info: {
    title: "Tidegate",
    version: `${LEVEL}.0.0`,
    description: "Commands, queries and events on NATS, and the frames of the sockets. Every " +
      "message carries the level of its schema; unknown fields of events are to be ignored.",
    license: { name: "Apache-2.0" },
  },
  defaultContentType: "application/json",
  servers: {
    nats: {
      host: "127.0.0.1:4222",
      protocol: "nats",
      description: "An account of its own per integrator; TLS in production",
    },
    gateway: { host: "127.0.0.1:8787", protocol: "wss", description: "Sockets of browsers" },
  },
  channels: channels(),
  operations: operations(),
  components: { messages: messages() },
});

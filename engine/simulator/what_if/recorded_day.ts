import type { Configuration } from "../../contract/wire/configuration.ts";
import type { AgentRecord } from "../../contract/wire/roster.ts";
import type { Channel, Presence } from "../../contract/wire/states.ts";

/** A day at the desk as the journal has it; every time is ms since the day began. */
export interface RecordedDay {
  /** `YYYY-MM-DD` where the first shop is. */
  day: string;
  answerWithinMs: number;
  configuration: Configuration;
  /** Another configuration was published in the course of the day. */
  changed: boolean;
  /** Up to here the day is known: its end, or the last that was written. */
  untilMs: number;
  /** Known to its end. */
  over: boolean;
  visits: Visit[];
  agents: RecordedAgent[];
}

/** Somebody who came: what is known of the wait and of the time with an agent. */
export interface Visit {
  openedAt: number;
  visitor: string;
  channel: Channel;
  route: string;
  topic?: string;
  group: string;
  class: number;
  returning: boolean;
  outcome: "answered" | "gaveUp" | "left" | "waiting" | "bot";
  /** Since it began to wait for people, until the first answer, giving up, the left message or the end of what is recorded. */
  waitMs: number;
  /** Gave up without a word: the page was closed and stayed closed. */
  silent: boolean;
  /** With an agent: how many that agent then had, this one included, and for how long. */
  chats?: number;
  servedMs?: number;
}

export interface RecordedAgent {
  agent: string;
  /** What changed when; the first entry is how the day began. */
  changes: AgentChange[];
}

export interface AgentChange {
  at: number;
  presence: Presence;
  record: AgentRecord;
}

import type { Event } from "../../../engine/contract/wire/events.ts";
import { reasonText } from "./naming.ts";
import { ruleLine } from "./rule_lines.ts";
import { idOf } from "./principal.ts";
import type { Why } from "../../../engine/contract/wire/why.ts";
import type { Word } from "../words/zh.ts";

/** What a line needs to name things as people know them. */
export interface Speaker {
  has(key: string): key is Word;
  group(id: string): string;
  agent(id: string): string;
  route(id: string): string;
  topic(id: string): string;
  clock(id: string): string;
  ratingReason(id: string): string;
  department(id: string): string;
  duration(ms: number): string;
  moment(at: number): string;
  say(key: Word, slots?: Record<string, string>): string;
}

/** A system line: a whole sentence with named slots, and the numbers behind the decision. */
export interface Line {
  icon: "enter" | "assign" | "overflow" | "transfer" | "hold" | "alert" | "park" | "end" | "star";
  key: Word;
  slots: Record<string, string | number>;
  /** What a person added in their own words; opened by the gateway. */
  note?: string;
  /** Numbers of that moment, each a sentence of its own. */
  why: { key: Word; slots: Record<string, string | number> }[];
}

/** The sentence for a code, or the plain one of its kind when the code has none. */
const keyed = (speaker: Speaker, base: string, code: string): Word => {
  const key = `line.${base}.${code}`;
  return speaker.has(key) ? key : `line.${base}.other` as Word;
};

/** How an event is told to staff; undefined when it is not worth a line. */
export function lineOf(event: Event, speaker: Speaker): Line | undefined {
  const slots: Line["slots"] = {};
  const line = (icon: Line["icon"], key: Word, why?: Why, agent?: string): Line => ({
    icon,
    key,
    slots,
    why: why ? whyOf(why, event.rule, speaker, agent) : [],
  });
  const put = (more: Line["slots"]) => Object.assign(slots, more);
  const after = (why: Why) => speaker.duration(why.afterMs ?? why.waitMs ?? 0);

  switch (event.type) {
    case "conversation.opened":
      put({
        route: speaker.route(event.route),
        topic: event.topic ? speaker.topic(event.topic) : "",
      });
      return line("enter", event.topic ? "line.opened" : "line.opened.plain");
    case "conversation.queued":
      put({ group: speaker.group(event.group) });
      return line("enter", keyed(speaker, "queued", event.why.code), event.why);
    case "conversation.assigned":
      put({ group: speaker.group(event.group), agent: speaker.agent(event.agent) });
      return line("assign", keyed(speaker, "assigned", event.why.code), event.why, event.agent);
    case "conversation.overflowed":
      put({
        from: speaker.group(event.from),
        to: speaker.group(event.to),
        after: after(event.why),
      });
      return line("overflow", keyed(speaker, "overflowed", event.why.code), event.why);
    case "conversation.left":
      put({ group: speaker.group(event.group), after: after(event.why) });
      return event.callback
        ? line("enter", "line.callback", event.why)
        : line("enter", keyed(speaker, "left", event.why.code), event.why);
    case "conversation.reclaimed":
      put({ agent: speaker.agent(event.agent), after: after(event.why) });
      return line("overflow", keyed(speaker, "reclaimed", event.why.code), event.why);
    case "conversation.unparked":
      put({ agent: speaker.agent(idOf(event.by)) });
      return line("park", keyed(speaker, "unparked", event.why.code));
    case "conversation.reopened":
      return line("enter", "line.reopened");
    default:
      return plainLine(event, speaker);
  }
}

/** Lines that follow from what people or clocks did, not from a routing decision. */
function plainLine(event: Event, speaker: Speaker): Line | undefined {
  const line = (icon: Line["icon"], key: Word, slots: Line["slots"] = {}): Line => ({
    icon,
    key,
    slots,
    why: [],
  });
  switch (event.type) {
    case "conversation.transfer_offered":
      return {
        ...line("transfer", "line.offered", {
          from: speaker.agent(event.from),
          to: "agent" in event.to ? speaker.agent(event.to.agent) : speaker.group(event.to.group),
        }),
        note: event.note,
      };
    case "conversation.transferred":
      return line("transfer", "line.transferred", {
        from: speaker.agent(event.from),
        to: speaker.agent(event.to),
      });
    case "conversation.transfer_returned":
      return line("transfer", `line.returned.${event.cause}`, { from: speaker.agent(event.from) });
    case "conversation.parked":
      return {
        note: event.note,
        ...line("park", event.dueAt === undefined ? "line.parked" : "line.parked.due", {
          agent: speaker.agent(event.agent),
          reason: event.reason
            ? reasonText(event.reason, speaker.say, speaker.department)
            : speaker.say("line.parked.noReason"),
          due: event.dueAt === undefined ? "" : speaker.moment(event.dueAt),
        }),
      };
    case "conversation.alerted":
      return line("alert", `line.alerted.${event.threshold}`, {
        clock: speaker.clock(event.clock),
        after: speaker.duration(event.afterMs),
        to: event.to.length > 1 ? "both" : event.to[0] ?? "agent",
      });
    case "conversation.held":
      return line("hold", `line.held.${event.kind}`, {
        clock: speaker.clock(event.clock),
        round: event.round,
      });
    case "conversation.closed":
      return closedLine(event, speaker, line);
    case "conversation.rating_invited":
      return line("star", "line.ratingInvited");
    case "conversation.rated":
      return {
        note: event.comment,
        ...line("star", event.reasons?.length ? "line.rated.reasons" : "line.rated", {
          score: event.score,
          reasons: (event.reasons ?? []).map(speaker.ratingReason).join(" · "),
        }),
      };
    default:
      return ruleLine(event, speaker);
  }
}

function closedLine(
  event: Event<"conversation.closed">,
  speaker: Speaker,
  line: (icon: Line["icon"], key: Word, slots: Line["slots"]) => Line,
): Line {
  const key = event.reason === "agent" && event.topic
    ? "line.closed.agentTopic"
    : `line.closed.${event.reason}` as const;
  return line("end", key, {
    agent: speaker.agent(event.agent ?? idOf(event.by)),
    topic: event.topic ? speaker.topic(event.topic) : "",
  });
}

/** Work units of one conversation: loads are told in conversations. */
const UNITS_PER_CONVERSATION = 20;

function whyOf(why: Why, rule: number | undefined, speaker: Speaker, agent?: string): Line["why"] {
  const told: Line["why"] = [];
  const tell = (key: Word, slots: Line["slots"]) => told.push({ key, slots });
  if (why.candidates !== undefined) tell("line.why.candidates", { count: why.candidates });
  if (why.used !== undefined && why.capacity !== undefined && agent) {
    tell("line.why.load", {
      agent: speaker.agent(agent),
      used: why.used / UNITS_PER_CONVERSATION,
      capacity: why.capacity / UNITS_PER_CONVERSATION,
    });
  }
  if (why.idleMs !== undefined) tell("line.why.idle", { idle: speaker.duration(why.idleMs) });
  if (why.waiting !== undefined) tell("line.why.waiting", { count: why.waiting });
  if (why.other !== undefined) tell("line.why.other", { count: why.other });
  if (why.estimateMs !== undefined) {
    tell("line.why.estimate", { wait: speaker.duration(why.estimateMs) });
  }
  if (why.position !== undefined) tell("line.why.position", { position: why.position });
  if (why.waitMs !== undefined) tell("line.why.wait", { wait: speaker.duration(why.waitMs) });
  if (rule !== undefined && told.length > 0) tell("line.why.rule", { version: rule });
  return told;
}

import type { Event } from "../../../engine/contract/wire/events.ts";
import type { Word } from "../words/zh.ts";
import type { Line, Speaker } from "./lines.ts";

type Slots = Line["slots"];

/** Work units of one conversation: loads are told in conversations. */
const UNITS_PER_CONVERSATION = 20;

/** Who began with the bot gets a place on leaving it; everybody else keeps the one they have. */
function switchedKey({ to, why: { code }, enqueuedAt }: Event<"conversation.switched">): Word {
  if (to === "bot" && (code === "botFirst" || code === "timeout")) {
    return `line.switched.bot.${code}`;
  }
  if (to !== "waiting") return `line.switched.${to}`;
  if (code === "botSilent" || code === "botGaveUp") return `line.switched.waiting.${code}`;
  return enqueuedAt === undefined ? "line.switched.waiting" : "line.switched.waiting.asked";
}

/** Lines of the routing rules that are no placing by themselves: offers, classes, labels. */
export function ruleLine(event: Event, speaker: Speaker): Line | undefined {
  const line = (icon: Line["icon"], key: Word, slots: Slots = {}, note?: string): Line => ({
    icon,
    key,
    slots,
    why: [],
    ...(note === undefined ? {} : { note }),
  });
  switch (event.type) {
    case "conversation.offered":
      return line("assign", "line.tentative", {
        agent: speaker.agent(event.agent),
        group: speaker.group(event.group),
      });
    case "conversation.declined":
      return line("overflow", "line.declined", { agent: speaker.agent(event.agent) });
    case "conversation.offer_expired":
      return line("overflow", `line.offerExpired.${event.cause}`, {
        agent: speaker.agent(event.agent),
      });
    case "conversation.prioritised":
      return line("enter", event.class < event.from ? "line.raised" : "line.lowered", {
        class: event.class,
        from: event.from,
      });
    case "conversation.moved":
      return line("transfer", "line.moved", {
        to: "agent" in event.to ? speaker.agent(event.to.agent) : speaker.group(event.to.group),
      });
    case "conversation.joined":
      return line("enter", `line.joined.${event.as}`, { who: speaker.agent(event.who) });
    case "conversation.parted":
      return line("end", "line.parted", { who: speaker.agent(event.who) });
    case "conversation.consulted":
      return line("transfer", "line.consulted", {
        from: speaker.agent(event.from),
        agent: speaker.agent(event.agent),
      }, event.note);
    case "conversation.switched":
      return line("overflow", switchedKey(event), { group: speaker.group(event.group) });
    case "conversation.reached":
      return line("enter", "line.reached", { agent: speaker.agent(event.agent) });
    case "conversation.dormant":
      return line("hold", "line.dormant", {
        after: speaker.duration(event.afterMs),
        cost: event.costUnits / UNITS_PER_CONVERSATION,
      });
    case "conversation.woken":
      return line("enter", "line.woken", { cost: event.costUnits / UNITS_PER_CONVERSATION });
    case "conversation.wrapped_up":
      return line("end", "line.wrappedUp", { agent: speaker.agent(event.agent) });
    case "conversation.reserved":
      return line("hold", "line.reserved", {
        agent: speaker.agent(event.agent),
        cost: event.costUnits / UNITS_PER_CONVERSATION,
        wait: speaker.duration(event.waitMs),
      });
    case "conversation.abandoned":
      return line("end", `line.abandoned.${event.cause}`, {
        wait: speaker.duration(event.waitMs),
      });
    case "conversation.returned_home":
      return line("overflow", "line.returnedHome", {
        from: speaker.group(event.from),
        to: speaker.group(event.to),
      });
    case "conversation.relaxed":
      return line("overflow", "line.relaxed", { after: speaker.duration(event.afterMs) });
    case "conversation.tagged":
      return taggedLine(event, speaker, line);
    default:
      return undefined;
  }
}

function taggedLine(
  event: Event<"conversation.tagged">,
  speaker: Speaker,
  line: (icon: Line["icon"], key: Word, slots?: Slots, note?: string) => Line,
): Line {
  if (event.note !== undefined) return line("enter", "line.carriedNote", {}, event.note);
  if (event.topic !== undefined) {
    return line("end", "line.tagged.topic", { topic: speaker.topic(event.topic) });
  }
  const tags = (event.tags ?? []).join(" · ");
  return line("end", tags === "" ? "line.tagged.none" : "line.tagged", { tags });
}

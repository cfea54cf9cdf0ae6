import type { CommandType } from "../../contract/wire/commands.ts";
import type { By } from "../../contract/wire/ids.ts";
import { decide } from "../mod.ts";
import { botNamed, clockOf, groupNamed, routeNamed } from "./configuration.ts";
import { advance, createDesk, type Desk, give, open, say, WORKSPACE } from "./desk.ts";
import type { StateName } from "./transition_table.ts";

/** A desk with conversation `c` of visitor `v` in a state; ann serves it, bob is a colleague. */
export function deskIn(state: StateName): Desk {
  const clocks = [clockOf("round", { breachMs: 60_000 })];
  const full = state === "waiting" || state === "left" || state === "bot";
  const sales = groupNamed("sales", state === "tentative" ? { offerMs: 30_000 } : {});
  const groups = [sales, groupNamed("service")];
  const routes = [routeNamed("front", "sales", { bot: "faq" })];
  const desk = createDesk({ clocks, groups, routes, bots: [botNamed("faq")] }, {
    ann: { capacityUnits: full ? 0 : 20 },
    bob: { memberships: [{ group: "service", weight: 1 }] },
  });
  if (state === "absent") return desk;
  open(desk, "c", { visitor: "v" });
  say(desk, "visitor:v", "c", { message: "first" });
  const ann = (type: CommandType, more = {}) =>
    give(desk, "agent:ann", type, { conversation: "c", ...more } as never);
  switch (state) {
    case "offered":
      ann("conversation.transfer", { to: { agent: "bob" } });
      break;
    case "parked":
      ann("conversation.park");
      break;
    case "left":
      give(desk, "visitor:v", "conversation.leave", { conversation: "c" });
      break;
    case "closed":
    case "closedLong":
      ann("conversation.close");
      break;
    case "bot":
      give(desk, "visitor:v", "conversation.switch", { conversation: "c", to: "bot" });
      break;
    case "erased":
      give(desk, "admin:root", "visitor.erase", { visitor: "v" });
  }
  if (state === "closedLong") advance(desk, 700_000);
  return desk;
}

/** Own events of a command in short, `-` for none, or `!` and the code with which it is refused. */
export function outcome(desk: Desk, by: string, type: CommandType, body: object): string {
  const envelope = { type, id: "k", level: 1, workspace: WORKSPACE, by: by as By };
  const decision = decide(desk.state, { ...envelope, ...body } as never, desk.now);
  if (!decision.ok) return `!${decision.error.code}`;
  const events = decision.drafts.map((draft) => draft.type.replace("conversation.", ""));
  return events.length === 0 ? "-" : events.join(" ");
}

// Over 300 lines because everything that can happen to a company happens here.
import type { CommandBodies, CommandType } from "../../contract/wire/commands.ts";
import type { By } from "../../contract/wire/ids.ts";
import {
  DELIVERY_STATES,
  JOIN_MODES,
  PRESENCES,
  VISITOR_PRESENCES,
} from "../../contract/wire/states.ts";
import { STATE } from "../conversation/columns.ts";
import { changedCompany, crowdedCompany } from "./crowded.ts";
import { advance, createDesk, type Desk, enrol, give, type Given, publish } from "./desk.ts";
import { createDice, type Dice } from "./random.ts";
import { idAt, rowOf, rowsOf } from "../ids.ts";

/** Random histories of a small crowded company: everything that can happen, in any order. */

const AGENTS = ["ann", "bob", "cyd", "dan", "eve"];
const GATEWAYS = ["g1", "g2"];
const CONVERSATIONS = 200;
const VISITORS = 25;

export function randomDesk(seed: number): { desk: Desk; dice: Dice } {
  const dice = createDice(seed);
  const desk = createDesk();
  publish(desk, crowdedCompany(dice));
  for (const agent of AGENTS) enrol(desk, agent, recordFor(dice));
  return { desk, dice };
}

const recordFor = (dice: Dice) => ({
  capacityUnits: dice.pick([20, 30, 40, 60]),
  windowCap: 1 + dice.below(4),
  memberships: ["sales", "service", "vip"].filter(() => dice.chance(0.6))
    .map((group) => ({ group, weight: 1 + dice.below(5) })),
  skills: dice.chance(0.6) ? { french: 1 + dice.below(4) } : undefined,
  shops: dice.chance(0.2) ? [] : undefined,
  schedule: dice.chance(0.2) ? "shift" : undefined,
  channels: dice.chance(0.5) ? ["web" as const, "phone" as const] : ["web" as const],
});

/** One thing that happens: most often talk, now and then everything else. */
export function happen(desk: Desk, dice: Dice): Given {
  advance(desk, dice.pick([0, 0, 1, 40, 300, 1_500]));
  if (dice.chance(0.08)) {
    return { events: advance(desk, dice.pick([100, 1_000, 3_000, 9_000, 45_000])) };
  }
  if (dice.chance(0.02)) return publish(desk, changedCompany(dice));
  if (dice.chance(0.02)) return openSkilled(desk, dice);
  const opens = dice.chance(waitingIn(desk) > QUEUE_KEPT ? 0.02 : 0.3);
  const conversation = opens ? `c${dice.below(CONVERSATIONS)}` : aboutWhich(desk, dice);
  if (dice.chance(0.14)) {
    const followed = followUp(desk, dice);
    if (followed !== undefined) return followed;
  }
  const list = opens ? OPENING : dice.chance(0.45) ? TALK : dice.chance(0.7) ? DESK : REST;
  const [type, body] = dice.pick(list)(desk, dice, conversation);
  return give(desk, byWhom(desk, dice, type, conversation), type, body as never);
}

/** What chance alone would hardly meet: answers to offers, fetching back, recalling. */
function followUp(desk: Desk, dice: Dice): Given | undefined {
  const workspace = [...desk.state.workspaces.values()][0];
  const offers = [...workspace.offers].filter(([, { agent }]) => agent !== undefined);
  const transfers = offers.filter(([, { kind }]) => kind === undefined);
  const wanted = transfers.length > 0 ? transfers : offers;
  const offered = wanted.length === 0 ? undefined : dice.pick(wanted);
  const [[beside, people] = []] = [...workspace.joined];
  const [parked] = workspace.parked.keys();
  const { kind: kinds } = workspace.conversations.column;
  const item = rowsOf(workspace.ids).find((row) => kinds[row] > 0);
  if (item !== undefined && dice.chance(0.1)) {
    const body = { item: idAt(workspace.ids, item) };
    return dice.chance(0.5)
      ? give(desk, "supervisor:sue", "item.close", body)
      : give(desk, "integration:crm", "item.assign", { ...body, agent: dice.pick(AGENTS) });
  }
  // only who is busy has room beside somebody who waits
  const busy = workspace.agents.find((one) =>
    one.presence === "busy" && one.connection === "connected"
  );
  if (busy !== undefined && dice.chance(0.2)) {
    return give(desk, "supervisor:sue", "conversation.take", { agent: busy.id });
  }
  const [message, about] = [...workspace.recent].at(-1) ?? [];
  const kind = dice.below(4);
  if (kind === 3 && beside !== undefined && people !== undefined) {
    const conversation = idAt(workspace.ids, beside);
    const { who } = dice.pick(people);
    return give(desk, "supervisor:sue", "conversation.part", { conversation, who });
  }
  if (kind === 0 && offered !== undefined) {
    const conversation = idAt(workspace.ids, offered[0]);
    const [receiver, sender] = [offered[1].agent, offered[1].from];
    if (offered[1].kind === "assignment") {
      const answer = dice.chance(0.7) ? "conversation.accept" : "conversation.decline";
      return give(desk, `agent:${receiver}`, answer, { conversation });
    }
    const type = dice.pick(["acceptTransfer", "returnTransfer", "withdrawTransfer"] as const);
    const by: By = `agent:${type === "withdrawTransfer" ? sender : receiver}`;
    return give(desk, by, `conversation.${type}`, { conversation });
  }
  if (kind === 1 && parked !== undefined) {
    const owner = workspace.agents[workspace.conversations.column.owner[parked]].id;
    const conversation = idAt(workspace.ids, parked);
    const by: By = dice.chance(0.5) ? "supervisor:sue" : `agent:${owner}`;
    return give(desk, by, "conversation.unpark", { conversation });
  }
  if (message === undefined || about === undefined) return undefined;
  const { conversation, by } = about;
  if (dice.chance(0.4)) {
    const state = dice.pick(DELIVERY_STATES);
    return give(desk, "integration:crm", "conversation.delivery", { conversation, message, state });
  }
  return give(desk, by as By, "conversation.recall", { conversation, message });
}

/** A longer line would be all that a history shows. */
const QUEUE_KEPT = 6;

const waitingIn = ({ state }: Desk): number =>
  [...state.workspaces.values()][0].figures.reduce((sum, { waiting }) => sum + waiting, 0);

/** Mostly one that is here. */
function aboutWhich(desk: Desk, dice: Dice): string {
  const { ids } = [...desk.state.workspaces.values()][0];
  const live = rowsOf(ids).map((row) => idAt(ids, row));
  if (live.length > 0 && dice.chance(0.9)) return dice.pick(live);
  return `c${dice.below(CONVERSATIONS)}`;
}

function byWhom(desk: Desk, dice: Dice, type: CommandType, conversation: string): By {
  const [noun] = type.split(".");
  if (type === "gateway.lapse") return "engine";
  if (
    noun === "agent" || noun === "group" || noun === "clock" || noun === "roster" ||
    noun === "adjustment" ||
    type === "visitor.erase" || type === "visitor.block"
  ) return "admin:root";
  if (LED.has(type)) return "supervisor:sue";
  const visitor: By = `visitor:v${visitorOf(conversation)}`;
  if (type === "conversation.switch" || type === "conversation.message") {
    if (isWithBot(desk, conversation) && dice.chance(0.5)) return "bot:faq";
    if (type === "conversation.switch") return dice.chance(0.8) ? visitor : "supervisor:sue";
  }
  if (noun === "visitor" || type === "conversation.open" || type === "conversation.rate") {
    return visitor;
  }
  if (dice.chance(0.05)) return `agent:${dice.pick(AGENTS)}`;
  if (dice.chance(0.1) || type === "conversation.reclaim") return "supervisor:sue";
  const shared = type === "conversation.message" || type === "conversation.close" ||
    type === "conversation.reopen" || type === "conversation.leave";
  if (shared && dice.chance(0.5)) return visitor;
  const staff = ownerOf(desk, conversation) ?? dice.pick(AGENTS);
  return `agent:${staff}`;
}

const visitorOf = (conversation: string): number => Number(conversation.slice(1)) % VISITORS;

function ownerOf(desk: Desk, conversation: string): string | undefined {
  const workspace = [...desk.state.workspaces.values()][0];
  const handle = rowOf(workspace.ids, conversation);
  if (handle === undefined) return undefined;
  return workspace.agents[workspace.conversations.column.owner[handle]]?.id;
}

function isWithBot(desk: Desk, conversation: string): boolean {
  const workspace = [...desk.state.workspaces.values()][0];
  const handle = rowOf(workspace.ids, conversation);
  return handle !== undefined && workspace.conversations.column.state[handle] === STATE.bot;
}

const LED: ReadonlySet<CommandType> = new Set([
  "conversation.take",
  "conversation.prioritise",
  "conversation.move",
  "conversation.join",
  "conversation.reach",
  "item.open",
  "item.assign",
  "item.close",
]);

type Happening = (desk: Desk, dice: Dice, conversation: string) => [CommandType, object];

const happening = <T extends CommandType>(
  type: T,
  body: (dice: Dice, conversation: string, desk: Desk) => CommandBodies[T],
): Happening =>
(desk, dice, conversation) => [type, body(dice, conversation, desk)];

const openOne = happening("conversation.open", (dice, conversation) => {
  const route = dice.pick(["front", "front", "front", "chat", "back", "gold", "large", "line"]);
  return openOn(dice, conversation, route);
});

const openOn = (dice: Dice, conversation: string, route: string) => ({
  conversation,
  visitor: `v${visitorOf(conversation)}`,
  key: `key${conversation}`,
  channel: route === "line" ? "phone" as const : "web" as const,
  route,
  language: dice.pick(["zh" as const, "en" as const, undefined]),
  agent: dice.chance(0.1) ? dice.pick(AGENTS) : undefined,
  priority: dice.chance(0.2) ? dice.below(10) : undefined,
});

/** By a system beside the desk, which knows what it takes. */
function openSkilled(desk: Desk, dice: Dice): Given {
  const opening = openOn(dice, `c${dice.below(CONVERSATIONS)}`, dice.pick(["front", "back"]));
  const skills = { french: 1 + dice.below(3) };
  return give(desk, "integration:crm", "conversation.open", { ...opening, skills });
}

const sayOne = happening("conversation.message", (dice, conversation, desk) => ({
  conversation,
  message: `m${desk.journal.length}-${dice.below(1_000)}`,
  body: "text",
  sealed: "k.AAAA",
  visibility: dice.chance(0.15) ? "staff" : "all",
  wantsPeople: dice.chance(0.1) ? true : undefined,
}));

const connectOne = happening("agent.connect", (dice) => ({
  agent: dice.pick(AGENTS),
  session: `s${dice.below(2)}`,
  gateway: dice.pick(GATEWAYS),
}));

const reachOne = happening("conversation.reach", (dice) => {
  const conversation = `c${dice.below(CONVERSATIONS)}`;
  return {
    conversation,
    visitor: `v${visitorOf(conversation)}`,
    key: `key${conversation}`,
    agent: dice.pick(AGENTS),
    channel: "web",
    route: dice.pick(["front", "back"]),
  };
});

const openItem = happening("item.open", (dice) => {
  const item = `c${dice.below(CONVERSATIONS)}`;
  return {
    item,
    kind: dice.pick(["ticket", "call", "callback"]),
    visitor: `v${visitorOf(item)}`,
    key: `key${item}`,
    channel: "web",
    route: dice.pick(["front", "back"]),
    costUnits: dice.pick([undefined, 10]),
  };
});

const transferOne = happening("conversation.transfer", (dice, conversation) => ({
  conversation,
  to: dice.chance(0.5)
    ? { agent: dice.pick(AGENTS) }
    : { group: dice.pick(["sales", "service", "vip"]) },
}));

const OPENING: Happening[] = [openOne];

const TALK: Happening[] = [sayOne];

const DESK: Happening[] = [
  transferOne,
  transferOne,
  transferOne,
  happening("conversation.take", (dice) => ({ agent: dice.pick(AGENTS) })),
  happening("conversation.prioritise", (dice, conversation) => ({
    conversation,
    class: dice.below(10),
  })),
  happening("conversation.move", (dice, conversation) => ({
    conversation,
    to: dice.chance(0.5) ? { agent: dice.pick(AGENTS) } : { group: dice.pick(["sales", "vip"]) },
  })),
  happening("conversation.join", (dice, conversation) => ({
    conversation,
    as: dice.pick(JOIN_MODES),
  })),
  happening("conversation.part", (dice, conversation) => ({
    conversation,
    who: dice.pick([...AGENTS, "sue"]),
  })),
  happening("conversation.consult", (dice, conversation) => ({
    conversation,
    agent: dice.pick(AGENTS),
  })),
  happening("conversation.switch", (dice, conversation) => ({
    conversation,
    to: dice.pick(["waiting", "left", "bot"]),
  })),
  happening("conversation.switch", (dice, conversation) => ({
    conversation,
    to: dice.pick(["waiting", "left", "bot"]),
  })),
  reachOne,
  openItem,
  happening("item.assign", (dice, item) => ({ item, agent: dice.pick(AGENTS) })),
  happening("item.close", (_, item) => ({ item })),
  happening("conversation.tag", (dice, conversation) => ({
    conversation,
    topic: dice.chance(0.5) ? "solved" : undefined,
    tags: dice.pick([["refund"], ["refund", "gift"], []]),
  })),
  happening("conversation.withdrawTransfer", (_, conversation) => ({ conversation })),
  happening("conversation.park", (dice, conversation, desk) => ({
    conversation,
    dueAt: dice.chance(0.5) ? desk.now + 1 + dice.below(30_000) : undefined,
  })),
  happening("conversation.unpark", (_, conversation) => ({ conversation })),
  happening("conversation.leave", (_, conversation) => ({ conversation })),
  happening("conversation.reclaim", (_, conversation) => ({ conversation })),
  happening("conversation.close", (_, conversation) => ({ conversation, inviteRating: true })),
  happening("conversation.close", (_, conversation) => ({ conversation, topic: "solved" })),
  happening("conversation.reopen", (_, conversation) => ({ conversation })),
  happening("conversation.rate", (_, conversation) => ({ conversation, score: 4 })),
  happening("conversation.inviteRating", (_, conversation) => ({ conversation })),
];

const adjustmentsOf = ({ state }: Desk): number[] =>
  [...state.workspaces.values()].flatMap(({ adjustments }) => adjustments.map(({ seq }) => seq));

const REST: Happening[] = [
  happening("visitor.presence", (dice, conversation) => ({
    visitor: `v${visitorOf(conversation)}`,
    presence: dice.pick(VISITOR_PRESENCES),
    gateway: dice.pick(GATEWAYS),
  })),
  happening("agent.adjust", (dice, _, desk) => ({
    ids: [dice.pick(AGENTS)],
    capacityUnits: dice.pick([0, 20, 60]),
    windowCap: dice.chance(0.3) ? 2 : undefined,
    untilAt: desk.now + 1 + dice.below(20_000),
  })),
  happening("group.adjust", (dice, _, desk) => ({
    ids: ["service"],
    set: { strategy: dice.pick(["leastOccupied", "longestIdle", "scored"]), wrapUpMs: 2_000 },
    untilAt: desk.now + 1 + dice.below(20_000),
  })),
  happening("clock.adjust", (dice, _, desk) => ({
    ids: ["round"],
    set: { warnMs: 7_000, breachMs: 9_000 },
    untilAt: desk.now + 1 + dice.below(20_000),
  })),
  happening("adjustment.revert", (dice, _, desk) => ({
    adjustment: dice.pick([0, ...adjustmentsOf(desk)]),
  })),
  happening("visitor.block", (dice, conversation, desk) => ({
    visitor: `v${visitorOf(conversation)}`,
    ...(dice.chance(0.7)
      ? { blocked: true, untilAt: desk.now + 1 + dice.below(20_000) }
      : { blocked: false }),
  })),
  happening("visitor.erase", (dice) => ({ visitor: `v${dice.below(VISITORS * 20)}` })),
  happening("agent.presence", (dice) => ({
    agent: dice.pick(AGENTS),
    presence: dice.pick([...PRESENCES, "online", "online", "online", "online"]),
  })),
  happening("agent.presence", (dice) => ({
    agent: dice.pick(AGENTS),
    presence: "offline",
    work: dice.pick([{ park: true as const }, { group: "vip" }, { agent: dice.pick(AGENTS) }]),
  })),
  connectOne,
  connectOne,
  connectOne,
  connectOne,
  happening("agent.disconnect", (dice) => ({
    agent: dice.pick(AGENTS),
    session: `s${dice.below(2)}`,
    gateway: dice.pick(GATEWAYS),
  })),
  happening(
    "gateway.lapse",
    (dice) => ({ gateway: dice.pick([...GATEWAYS, "g3", "g4", "g5", "g6"]) }),
  ),
  happening("roster.put", (dice) => {
    const agent = dice.pick(AGENTS);
    return { agent, record: { name: agent, ...recordFor(dice) } };
  }),
];

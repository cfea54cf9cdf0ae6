import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import type { ConfigurationDiff } from "../../../engine/contract/wire/http_configuration.ts";
import type { Language, Slots } from "../../kit/i18n/translator.ts";
import { isTree } from "./same.ts";
import type { Word } from "../words/zh.ts";

/** A change of the document as it is read: what it is of, and its two sides. */
interface ShownChange {
  path: string;
  place: string;
  before: string;
  after: string;
}

interface Teller {
  say(key: Word, slots?: Slots): string;
  has(key: string): key is Word;
  language: Language;
  duration(ms: number): string;
  decimal(value: number): string;
  /** By the roster: the document knows agents by their ids alone. */
  agent(id: string): string;
}

type Documents = readonly (Configuration | undefined)[];
type Change = ConfigurationDiff["changes"][number];

/** The words by which the form calls a field; what it has no field for keeps its own name. */
const LABELS: Record<string, Word> = {
  groups: "config.groups",
  routes: "config.routes",
  clocks: "config.clocks",
  looks: "config.looks",
  bots: "config.bots",
  schedules: "config.hours",
  closingTopics: "config.topics",
  name: "config.name",
  strategy: "adjust.strategy",
  wrapUpMs: "adjust.wrapUp",
  breaksMax: "adjust.breaks",
  lastAgentMs: "config.lastAgent",
  schedule: "config.hours.which",
  overflow: "config.overflow",
  when: "config.rule.when",
  to: "config.rule.to",
  afterMs: "config.rule.after",
  estimateOverMs: "config.rule.estimate",
  minQueue: "config.rule.minQueue",
  donorMinFree: "config.rule.donorMinFree",
  warnMs: "adjust.warn",
  breachMs: "adjust.breach",
  reclaimMs: "adjust.reclaim",
  class: "config.class",
  costUnits: "config.cost",
  group: "config.route.group",
  topics: "config.route.topic",
  bot: "config.route.bot",
  botPercent: "config.route.botPercent",
  welcome: "config.route.welcome",
  look: "config.look",
  accent: "config.look.accent",
  title: "config.look.title",
  side: "config.look.side",
  theme: "config.look.theme",
  picture: "config.look.picture",
  holidays: "config.hours.holiday",
  week: "config.hours.span",
  requirements: "config.skill",
  relax: "config.relax",
  skill: "config.skill.name",
  level: "config.skill.level",
  channels: "config.channels",
  channel: "config.route.channel",
  beside: "config.channels.beside",
  atMost: "config.channels.beside.atMost",
  dormantAfterMs: "config.dormant.after",
  dormantCostUnits: "config.dormant.cost",
  holdAtMs: "config.holds.at",
  holdTexts: "config.holds.text",
  holdsPerRoundMax: "config.holds.most",
  agents: "config.clock.agents",
};

/** Work units of one conversation. */
const UNITS_PER_CONVERSATION = 20;
/** A picture in the document is a text of many thousand characters. */
const TEXT_CHARACTERS_MAX = 80;
const NONE = "—";

/** Lists of a number for each class are told number by number. */
function numbered({ path, before, after, kind }: Change): Change[] {
  const lists = Array.isArray(before) && Array.isArray(after) && before.length === after.length;
  if (!lists || !/^index\.(base|slope)$/.test(path)) return [{ path, before, after, kind }];
  return after.flatMap((value, at) =>
    value === before[at] ? [] : [{ path: `${path}.${at}`, kind, before: before[at], after: value }]
  );
}

/** Every change in the words of the form, with names in place of ids and units in place of ms. */
export const shownChanges = (
  changes: readonly Change[],
  documents: Documents,
  teller: Teller,
): ShownChange[] =>
  changes.flatMap(numbered).map(({ path, before, after }) => {
    const field = path.slice(path.lastIndexOf(".") + 1);
    const side = (value: unknown) => shown(value, field, documents, teller);
    return {
      path,
      place: placeOf(path, documents, teller),
      before: side(before),
      after: side(after),
    };
  });

function placeOf(path: string, documents: Documents, teller: Teller): string {
  const [section, ...rest] = path.split(".");
  if (section === "index" && rest.length === 2) {
    return teller.say(`config.classes.${rest[0]}` as Word, { class: rest[1] });
  }
  if (rest.length === 0) return labelOf(section, teller);
  const [first, ...fields] = rest;
  const name = (id: string) => nameOf(id, documents, teller);
  return [
    name(first) ?? labelOf(first, teller),
    ...fields.map((part) =>
      Object.hasOwn(LABELS, part) ? labelOf(part, teller) : name(part) ?? labelOf(part, teller)
    ),
  ].join(" · ");
}

/** Without the unit that the form asks for: here it stands with the value. */
function labelOf(field: string, teller: Teller): string {
  if (Object.hasOwn(LABELS, field)) {
    return teller.say(LABELS[field]).replace(/\s*[（(][^（(]*[）)]$/, "");
  }
  return field.replace(/Ms$/, "").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The name of what has this id in any of the documents: what was taken away has one in the old. */
function nameOf(id: string, documents: Documents, { language }: Teller): string | undefined {
  for (const document of documents) {
    const found = document && named(document, id, language);
    if (found !== undefined) return found;
  }
}

function named(tree: unknown, id: string, language: Language): string | undefined {
  if (typeof tree !== "object" || tree === null) return undefined;
  if (isTree(tree) && tree.id === id && isTree(tree.name)) return String(tree.name[language]);
  for (const part of Object.values(tree)) {
    const found = named(part, id, language);
    if (found !== undefined) return found;
  }
}

function shown(value: unknown, field: string, documents: Documents, teller: Teller): string {
  const inside = (one: unknown, name: string) => shown(one, name, documents, teller);
  if (value === undefined || value === null) return NONE;
  if (typeof value === "number") return numberText(value, field, teller);
  if (typeof value === "boolean") return teller.say(value ? "config.value.yes" : "config.value.no");
  if (typeof value === "string") return wordText(value, field, documents, teller);
  if (Array.isArray(value)) {
    return value.map((one) => inside(one, field)).join(value.some(isTree) ? "; " : ", ") || NONE;
  }
  if (!isTree(value)) return String(value);
  if (typeof value.zh === "string") return cut(String(value[teller.language]));
  if (isTree(value.name)) return inside(value.name, "name");
  return Object.entries(value).map(([name, one]) => `${labelOf(name, teller)} ${inside(one, name)}`)
    .join(", ");
}

const cut = (text: string): string =>
  text.length > TEXT_CHARACTERS_MAX ? `${text.slice(0, TEXT_CHARACTERS_MAX)}…` : text || NONE;

/** A time in its own unit; what an item weighs in conversations, as the form has it. */
function numberText(value: number, field: string, { duration, decimal }: Teller): string {
  if (field.endsWith("Ms")) return duration(value);
  return decimal(/costUnits$/i.test(field) ? value / UNITS_PER_CONVERSATION : value);
}

/** A word of a closed set by its own name, an id by the name of what it is of. */
function wordText(value: string, field: string, documents: Documents, teller: Teller): string {
  if (field === "agents") return teller.agent(value);
  for (const table of ["explain", "config", "config.look"]) {
    const key = `${table}.${field}.${value}`;
    if (teller.has(key)) return teller.say(key);
  }
  return nameOf(value, documents, teller) ?? cut(value);
}

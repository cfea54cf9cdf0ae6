import { signal } from "@preact/signals";
import type { Colleagues } from "../../../engine/contract/wire/http.ts";
import type {
  ClosingTopic,
  Configuration,
  Words,
} from "../../../engine/contract/wire/configuration.ts";
import { duration } from "../../kit/i18n/formats.ts";
import { safeName } from "../../kit/text.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { visitorName } from "../model/naming.ts";
import type { Speaker } from "../model/lines.ts";
import { sharing } from "../model/same.ts";
import type { TopicChoice } from "../model/topics.ts";
import { api } from "../wire/api.ts";
import { companyRules } from "./company_rules.ts";
import { language, words } from "./preferences.ts";

/** Names of groups, colleagues, shops, routes, topics and clocks, as people know them. */
export const colleagues = signal<Colleagues>({ agents: [], groups: [] });
export const configuration = signal<Configuration | undefined>(undefined);

export async function loadColleagues(): Promise<void> {
  const answer = await api.colleagues();
  if (!answer.ok) return;
  const before = colleagues.value;
  const agents = sharing(before.agents, answer.value.agents, ({ agent }) => agent);
  const groups = sharing(before.groups, answer.value.groups, ({ group }) => group);
  if (agents === before.agents && groups === before.groups) return;
  colleagues.value = { ...answer.value, agents: [...agents], groups: [...groups] };
}

export async function loadConfiguration(): Promise<void> {
  const answer = await api.configuration();
  if (answer.ok) configuration.value = answer.value.document;
}

/** Places that were looked for already: for each the configuration is fetched once. */
const strange = new Set<string>();

/**
 * What has been published since this page was loaded is fetched when the first conversation stands
 * there: else it would be shown by its id.
 */
export function knowPlaceOf(
  { route, group, homeGroup }: Pick<DeskConversation, "route" | "group" | "homeGroup">,
): void {
  const { routes, groups } = configuration.value ?? {};
  const isGroup = (id: string) => groups?.some((one) => one.id === id);
  const known = routes?.some(({ id }) => id === route) && isGroup(group) && isGroup(homeGroup);
  const place = `${route}.${group}.${homeGroup}`;
  if (!configuration.value || known || strange.has(place)) return;
  strange.add(place);
  void loadConfiguration();
}

const inWords = (name: Words | undefined, id: string): string => name?.[language()] ?? id;

export const groupName = (id: string): string =>
  inWords(
    colleagues.value.groups.find((group) => group.group === id)?.name ??
      configuration.value?.groups.find((group) => group.id === id)?.name,
    id,
  );

export const agentName = (id: string): string =>
  safeName(colleagues.value.agents.find((agent) => agent.agent === id)?.record.name, id);

export const shopName = (id: string): string =>
  inWords(configuration.value?.shops.find((shop) => shop.id === id)?.name, id);

export const routeName = (id: string): string =>
  inWords(configuration.value?.routes.find((route) => route.id === id)?.name, id);

export const clockName = (id: string): string =>
  inWords(configuration.value?.clocks.find((clock) => clock.id === id)?.name, id);

export const topicName = (id: string): string => {
  const topics = configuration.value?.routes.flatMap((route) => route.topics) ?? [];
  return inWords(topics.find((topic) => topic.id === id)?.name, closingTopicName(id));
};

export function closingTopics(): TopicChoice[] {
  const flat = (topics: ClosingTopic[], above: string, depth: number): TopicChoice[] =>
    topics.flatMap((topic) => {
      const name = inWords(topic.name, topic.id);
      const path = above === "" ? name : `${above} / ${name}`;
      const children = topic.children ?? [];
      const own = { id: topic.id, path, depth, leaf: children.length === 0 };
      return [own, ...flat(children, path, depth + 1)];
    });
  return flat(configuration.value?.closingTopics ?? [], "", 0);
}

const closingTopicName = (id: string): string =>
  closingTopics().find((topic) => topic.id === id)?.path ?? id;

/** What a visitor is called. */
export const nameOf = (conversation: Pick<DeskConversation, "card" | "visitorName">): string =>
  visitorName(conversation, words.say);

export const departmentName = (id: string): string =>
  inWords(companyRules.value.departments?.find((one) => one.id === id)?.name, id);

export const ratingReason = (id: string): string =>
  inWords(configuration.value?.rating.reasons.find((reason) => reason.id === id)?.name, id);

/** What the routing lines need to speak the reader's language, but for the times of a shop. */
export const speaker: Omit<Speaker, "moment"> = {
  has: words.has,
  say: (key, slots) => words.say(key, slots),
  group: groupName,
  agent: agentName,
  route: routeName,
  topic: topicName,
  clock: clockName,
  ratingReason,
  department: departmentName,
  duration: (ms) => duration(language(), ms),
};

import type { ClosingTopic, Words } from "../../../engine/contract/wire/configuration.ts";
import type {
  RatingDimension,
  RatingReport,
  TopicReport,
} from "../../../engine/contract/wire/desk.ts";
import type { Company } from "../../company.ts";
import type { Language } from "../../language.ts";

type Cells = (string | number | undefined)[];

const HEADS: Record<"topics" | RatingDimension, Words[]> = {
  topics: [
    { zh: "主题", en: "Topic" },
    { zh: "会话数", en: "Conversations" },
    { zh: "平均处理秒数", en: "Mean handling, s" },
    { zh: "上一时段会话数", en: "Conversations before" },
    { zh: "上一时段平均处理秒数", en: "Mean handling before, s" },
  ],
  agent: [{ zh: "客服", en: "Agent" }],
  route: [{ zh: "路由", en: "Route" }],
  reason: [{ zh: "原因", en: "Reason" }],
};
const RATED: Words[] = [
  { zh: "评价数", en: "Ratings" },
  { zh: "平均分", en: "Mean" },
  ...[1, 2, 3, 4, 5].map((score) => ({ zh: `${score} 分`, en: `Score ${score}` })),
];
/** As the page of reports calls what has none. */
const NO_TOPIC: Words = { zh: "未选主题", en: "No topic" };
const NO_REASON: Words = { zh: "没有选原因", en: "No reason given" };

const seconds = (ms: number | undefined) => ms === undefined ? undefined : Math.round(ms / 1000);

/** A topic with its parents: 售后 / 退换货. */
function topicPaths(
  topics: readonly ClosingTopic[],
  spoken: Language,
  above = "",
): [string, string][] {
  return topics.flatMap(({ id, name, children = [] }) => {
    const path = above === "" ? name[spoken] : `${above} / ${name[spoken]}`;
    return [[id, path] as [string, string], ...topicPaths(children, spoken, path)];
  });
}

export function topicTable(
  { rows }: TopicReport,
  company: Company | undefined,
  spoken: Language,
): Cells[] {
  const paths = new Map(topicPaths(company?.configuration?.closingTopics ?? [], spoken));
  return [
    HEADS.topics.map((head) => head[spoken]),
    ...rows.map(({ topic, count, handlingMs, before }) => [
      topic === undefined ? NO_TOPIC[spoken] : paths.get(topic) ?? topic,
      count,
      seconds(handlingMs),
      before.count,
      seconds(before.handlingMs),
    ]),
  ];
}

function nameOf(id: string, by: RatingDimension, company: Company | undefined, spoken: Language) {
  const document = company?.configuration;
  if (by === "agent") return company?.agents.get(id)?.record.name ?? id;
  const list: readonly { id: string; name: Words }[] = by === "route"
    ? document?.routes ?? []
    : document?.rating.reasons ?? [];
  return list.find((one) => one.id === id)?.name[spoken] ?? id;
}

export function ratingTable(
  { rows }: RatingReport,
  by: RatingDimension,
  company: Company | undefined,
  spoken: Language,
): Cells[] {
  return [
    [...HEADS[by], ...RATED].map((head) => head[spoken]),
    ...rows.map(({ id, count, mean, scores }) => [
      id === undefined ? NO_REASON[spoken] : nameOf(id, by, company, spoken),
      count,
      Math.round(mean * 100) / 100,
      ...scores,
    ]),
  ];
}

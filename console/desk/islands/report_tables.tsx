import type { RatingDimension, TopicFigures } from "../../../engine/contract/wire/desk.ts";
import { EmptyState } from "../../kit/components/empty_state.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { decimal, duration, percent } from "../../kit/i18n/formats.ts";
import { agentName, ratingReason, routeName, topicName } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import { ratingReport, topicReport } from "../stores/reports.ts";

const None = () => (
  <EmptyState title={words.say("reports.none")}>{words.say("reports.none.text")}</EmptyState>
);

/** A share up or down against the earlier period; nothing where there is none to compare with. */
function change(now: number | undefined, before: number | undefined): string {
  if (!now || !before) return "—";
  const share = now / before - 1;
  return `${share > 0 ? "+" : ""}${percent(language(), share)}`;
}

const handling = ({ handlingMs }: TopicFigures): string =>
  handlingMs === undefined ? "—" : duration(language(), handlingMs);

export function TopicTable() {
  const report = topicReport.value;
  if (!report) return <SkeletonRows count={6} />;
  if (report.rows.length === 0) return <None />;
  const total = report.rows.reduce((sum, row) => sum + row.count, 0);
  const earlier = report.rows.reduce((sum, row) => sum + row.before.count, 0);
  const heads = ["count", "before", "change", "handling", "before", "change"] as const;
  return (
    <table class="table" aria-label={words.say("reports.topics")}>
      <thead>
        <tr>
          <th scope="col">{words.say("reports.topic")}</th>
          {heads.map((head, at) => (
            <th key={at} scope="col" class="figure">{words.say(`reports.${head}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {report.rows.map((row) => (
          <tr key={row.topic ?? ""}>
            <th scope="row">{row.topic ? topicName(row.topic) : words.say("reports.noTopic")}</th>
            <td class="figure">{row.count}</td>
            <td class="figure muted">{row.before.count}</td>
            <td class="figure">{change(row.count, row.before.count)}</td>
            <td class="figure">{handling(row)}</td>
            <td class="figure muted">{handling(row.before)}</td>
            <td class="figure">{change(row.handlingMs, row.before.handlingMs)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.say("reports.total")}</th>
          <td class="figure">{total}</td>
          <td class="figure muted">{earlier}</td>
          <td class="figure">{change(total, earlier)}</td>
          <td colSpan={3} />
        </tr>
      </tfoot>
    </table>
  );
}

const NAME_OF = { agent: agentName, route: routeName, reason: ratingReason } as const;

export function RatingTable({ by }: { by: RatingDimension }) {
  const report = ratingReport.value;
  if (!report) return <SkeletonRows count={6} />;
  if (report.rows.length === 0) return <None />;
  return (
    <>
      <table class="table" aria-label={words.say("reports.ratings")}>
        <thead>
          <tr>
            <th scope="col">{words.say(`reports.by.${by}`)}</th>
            <th scope="col" class="figure">{words.say("reports.rated")}</th>
            <th scope="col" class="figure">{words.say("reports.mean")}</th>
            {[1, 2, 3, 4, 5].map((score) => (
              <th key={score} scope="col" class="figure">
                {words.say("reports.score", { score })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.rows.map((row) => (
            <tr key={row.id ?? ""}>
              <th scope="row">{row.id ? NAME_OF[by](row.id) : words.say("reports.noReason")}</th>
              <td class="figure">{row.count}</td>
              <td class="figure">{decimal(language(), row.mean)}</td>
              {row.scores.map((count, at) => <td key={at} class="figure">{count}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      {by === "agent" && <p class="small muted inside">{words.say("reports.onlyService")}</p>}
    </>
  );
}

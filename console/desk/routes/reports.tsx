import { useEffect, useState } from "preact/hooks";
import { RATING_DIMENSIONS, type RatingDimension } from "../../../engine/contract/wire/desk.ts";
import { Button } from "../../kit/components/button.tsx";
import { Download } from "../../kit/components/icons.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { serverNow } from "../../kit/tick.ts";
import { RatingTable, TopicTable } from "../islands/report_tables.tsx";
import { type Dates, datesOf, daysText, type PeriodChoice, PERIODS } from "../model/period.ts";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { loadRatings, loadTopics, reportFault, saveReport } from "../stores/reports.ts";
import { shopZone } from "../stores/shop_time.ts";
import { api } from "../wire/api.ts";

const KINDS = ["topics", "ratings"] as const;
type Kind = (typeof KINDS)[number];

/** Topics with counts and handling time, ratings with their reasons; the own ones for agents. */
export function Reports() {
  const [kind, setKind] = useState<Kind>("topics");
  const [choice, setChoice] = useState<PeriodChoice>("today");
  const [own, setOwn] = useState({ from: "", to: "" });
  const [by, setBy] = useState<RatingDimension>("agent");
  const dates = datesOf(choice, serverNow(), own, shopZone.value);
  useEffect(() => {
    if (!dates) return;
    if (kind === "topics") void loadTopics(dates);
    else void loadRatings(dates, by);
  }, [kind, by, dates?.from, dates?.to]);
  const fault = reportFault.value;
  return (
    <main class="page" id="conversation" tabIndex={-1}>
      <div class="page-head">
        <h1>{words.say("reports.title")}</h1>
        <Segmented
          label={words.say("reports.kind")}
          value={kind}
          choices={KINDS.map((value) => ({ value, label: words.say(`reports.${value}`) }))}
          onChoose={(value: Kind) => setKind(value)}
        />
        <Segmented
          label={words.say("reports.period")}
          value={choice}
          choices={PERIODS.map((value) => ({
            value,
            label: words.say(`reports.period.${value}`),
          }))}
          onChoose={(value: PeriodChoice) => setChoice(value)}
        />
        {choice === "own" && (["from", "to"] as const).map((end) => (
          <label key={end} class="row">
            {words.say(`reports.${end}`)}
            <input
              class="input"
              type="date"
              value={own[end]}
              onInput={(event) => setOwn({ ...own, [end]: event.currentTarget.value })}
            />
          </label>
        ))}
        {kind === "ratings" && (
          <Segmented
            label={words.say("reports.by")}
            value={by}
            choices={RATING_DIMENSIONS.map((value) => ({
              value,
              label: words.say(`reports.by.${value}`),
            }))}
            onChoose={(value: RatingDimension) => setBy(value)}
          />
        )}
        <span class="grow" />
        <Button compact icon={Download} disabled={!dates} onClick={() => save(kind, by, dates!)}>
          {words.say("reports.csv")}
        </Button>
      </div>
      {fault && <InlineError>{faultText(fault)}</InlineError>}
      <div class="page-body report">
        {kind === "topics" ? <TopicTable /> : <RatingTable by={by} />}
      </div>
    </main>
  );
}

function save(kind: Kind, by: RatingDimension, dates: Dates): void {
  const days = daysText(dates, shopZone.value);
  if (kind === "topics") void saveReport(`topics-${days}.csv`, api.topicFile(dates));
  else void saveReport(`ratings-${by}-${days}.csv`, api.ratingFile(dates, by));
}

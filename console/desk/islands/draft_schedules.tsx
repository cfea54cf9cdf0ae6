import type { Schedule } from "../../../engine/contract/wire/configuration.ts";
import { Button } from "../../kit/components/button.tsx";
import { Plus, X } from "../../kit/components/icons.tsx";
import { freshId } from "../model/fresh_id.ts";
import { endMinute, minuteOf, timeOf, weekday } from "../model/hours.ts";
import { draft, edit } from "../stores/configuration_draft.ts";
import { language, words } from "../stores/preferences.ts";
import { shopZone } from "../stores/shop_time.ts";
import { NumberField, Part, TextField, WordsField } from "./draft_fields.tsx";
import { EntryList } from "./draft_list.tsx";

const WORKDAYS = [1, 2, 3, 4, 5];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 0];
const NINE = 9 * 60;
const SIX = 18 * 60;

/** Opening hours and shifts, with the days that differ. */
export function ScheduleParts() {
  const schedules = draft.value?.document.schedules ?? [];
  const add = () => {
    const id = freshId("hours");
    const nth = schedules.length + 1;
    const fresh: Schedule = {
      id,
      name: { zh: `时间表 ${nth}`, en: `Hours ${nth}` },
      timeZone: shopZone.value,
      week: [{ days: WORKDAYS, fromMinute: NINE, toMinute: SIX }],
    };
    edit("schedules", [...schedules, fresh]);
  };
  return (
    <>
      {schedules.map((one, at) => <SchedulePart key={one.id} schedule={one} at={at} />)}
      <div class="draft-foot">
        <Button compact icon={Plus} onClick={add}>{words.say("config.hours.add")}</Button>
      </div>
    </>
  );
}

function SchedulePart({ schedule, at }: { schedule: Schedule; at: number }) {
  const path = `schedules.${at}`;
  const name = schedule.name[language()];
  const { groups = [], routes = [] } = draft.value?.document ?? {};
  const kept = [...groups, ...routes].some((one) => one.schedule === schedule.id);
  return (
    <Part title={name} path={path}>
      {() => (
        <>
          <WordsField path={`${path}.name`} label={words.say("config.name")} />
          <TextField path={`${path}.timeZone`} label={words.say("config.hours.zone")} />
          <NumberField path={`${path}.endingMinutes`} label={words.say("config.hours.ending")} />
          <EntryList
            path={`${path}.week`}
            label={words.say("config.hours.span")}
            add={words.say("config.hours.span.add")}
            fresh={() => ({ days: WORKDAYS, fromMinute: NINE, toMinute: SIX })}
          >
            {(span, { days }: Schedule["week"][number]) => (
              <>
                <Days path={`${span}.days`} days={days} />
                <Times path={span} />
              </>
            )}
          </EntryList>
          <EntryList
            path={`${path}.holidays`}
            label={words.say("config.hours.holiday")}
            add={words.say("config.hours.holiday.add")}
            fresh={() => ({ date: new Date().toISOString().slice(0, 10) })}
          >
            {(day) => <Holiday path={day} />}
          </EntryList>
          <Button compact icon={X} disabled={kept} onClick={() => edit(path, undefined)}>
            {words.say(kept ? "config.used" : "config.remove", { name })}
          </Button>
        </>
      )}
    </Part>
  );
}

/** One day that is not as its weekday: closed, or with hours of its own. */
const Holiday = ({ path }: { path: string }) => (
  <>
    <TextField path={`${path}.date`} type="date" label={words.say("config.hours.date")} />
    <EntryList
      path={`${path}.spans`}
      label={words.say("config.hours.span")}
      add={words.say("config.hours.own")}
      fresh={() => ({ fromMinute: NINE, toMinute: SIX })}
    >
      {(span) => <Times path={span} />}
    </EntryList>
  </>
);

function Days({ path, days }: { path: string; days: readonly number[] }) {
  return (
    <fieldset class="plain draft-wide row wrap">
      <legend class="small muted">{words.say("config.hours.days")}</legend>
      {EVERY_DAY.map((day) => (
        <label key={day} class="row">
          <input
            type="checkbox"
            checked={days.includes(day)}
            onChange={(event) =>
              edit(
                path,
                EVERY_DAY.filter((one) =>
                  one === day ? event.currentTarget.checked : days.includes(one)
                ),
              )}
          />
          {weekday(language(), day)}
        </label>
      ))}
    </fieldset>
  );
}

const Times = ({ path }: { path: string }) => (
  <>
    <TextField
      path={`${path}.fromMinute`}
      type="time"
      label={words.say("config.hours.from")}
      read={timeOf}
      write={minuteOf}
    />
    <TextField
      path={`${path}.toMinute`}
      type="time"
      label={words.say("config.hours.to")}
      read={timeOf}
      write={endMinute}
    />
  </>
);

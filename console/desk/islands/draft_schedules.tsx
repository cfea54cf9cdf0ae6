import type { Schedule } from "../../../engine/contract/wire/configuration.ts";
import { Button } from "../../kit/components/button.tsx";
import { Plus } from "../../kit/components/icons.tsx";
import { freshId } from "../model/fresh_id.ts";
import { endMinute, minuteOf, timeOf, weekday } from "../model/hours.ts";
import { draft } from "../stores/configuration_draft.ts";
import { language, words } from "../stores/preferences.ts";
import { shopZone } from "../stores/shop_time.ts";
import { ChecksField } from "./draft_checks.tsx";
import { NumberField, Part, TextField, WordsField } from "./draft_fields.tsx";
import { EntryList } from "./draft_list.tsx";
import { addPart, PartEnd } from "./draft_part_end.tsx";

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
    addPart("schedules", fresh);
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
  return (
    <Part title={schedule.name[language()]} path={path}>
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
            {(span) => (
              <>
                <ChecksField
                  path={`${span}.days`}
                  label={words.say("config.hours.days")}
                  choices={EVERY_DAY.map((value) => ({
                    value,
                    label: weekday(language(), value),
                  }))}
                />
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
          <PartEnd list="schedules" at={at} entry={schedule} />
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

import { Button, IconButton } from "../../kit/components/button.tsx";
import { Plus, X } from "../../kit/components/icons.tsx";
import type { RosterForm } from "../model/roster_record.ts";
import { LEVELS } from "../model/skills.ts";
import { configuration } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";

const NEW_WEIGHT = "1";

/** Membership by a tick, with a weight for the weighted strategy. */
export function RosterGroups(
  { weights, fault, onChange }: {
    weights: RosterForm["weights"];
    fault?: string;
    onChange(weights: RosterForm["weights"]): void;
  },
) {
  const toggle = (group: string, on: boolean) => {
    const { [group]: _gone, ...others } = weights;
    onChange(on ? { ...others, [group]: NEW_WEIGHT } : others);
  };
  return (
    <fieldset class="plain stack">
      <legend class="small muted">{words.say("roster.groups")}</legend>
      {fault && <p class="fault" role="alert">{fault}</p>}
      {(configuration.value?.groups ?? []).map(({ id, name }) => (
        <span key={id} class="row">
          <label class="row grow">
            <input
              type="checkbox"
              checked={weights[id] !== undefined}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
            {name[language()]}
          </label>
          {weights[id] !== undefined && (
            <input
              class="input compact narrow-number"
              inputMode="numeric"
              maxLength={3}
              aria-label={words.say("roster.weight", { group: name[language()] })}
              value={weights[id]}
              onInput={(event) => onChange({ ...weights, [id]: event.currentTarget.value })}
            />
          )}
        </span>
      ))}
    </fieldset>
  );
}

/** None ticked is all of them, those of tomorrow among them. */
export function RosterShops(
  { shops, onChange }: { shops: readonly string[]; onChange(shops: string[]): void },
) {
  const all = configuration.value?.shops ?? [];
  if (all.length < 2 && shops.length === 0) return null;
  return (
    <fieldset class="plain stack">
      <legend class="small muted">{words.say("roster.shops")}</legend>
      <label class="row">
        <input
          type="checkbox"
          checked={shops.length === 0}
          onChange={(event) => onChange(event.currentTarget.checked ? [] : all.map(({ id }) => id))}
        />
        {words.say("roster.shops.all")}
      </label>
      {shops.length > 0 && all.map(({ id, name }) => (
        <label key={id} class="row">
          <input
            type="checkbox"
            checked={shops.includes(id)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked ? [...shops, id] : shops.filter((one) => one !== id),
              )}
          />
          {name[language()]}
        </label>
      ))}
    </fieldset>
  );
}

/** Skills by their names in the routes' conditions, with a level from 1 to 5. */
export function RosterSkills(
  { skills, fault, onChange }: {
    skills: RosterForm["skills"];
    fault?: string;
    onChange(skills: RosterForm["skills"]): void;
  },
) {
  const put = (at: number, part: Partial<RosterForm["skills"][number]>) =>
    onChange(skills.map((one, index) => index === at ? { ...one, ...part } : one));
  return (
    <fieldset class="plain stack">
      <legend class="small muted">{words.say("roster.skills")}</legend>
      {fault && <p class="fault" role="alert">{fault}</p>}
      {skills.map(({ skill, level }, at) => (
        <span key={at} class="row">
          <input
            class="input grow"
            maxLength={64}
            aria-label={words.say("roster.skill")}
            value={skill}
            onInput={(event) => put(at, { skill: event.currentTarget.value })}
          />
          <select
            class="input compact"
            aria-label={words.say("roster.level", { skill })}
            value={level}
            onChange={(event) => put(at, { level: Number(event.currentTarget.value) })}
          >
            {LEVELS.map((one) => <option key={one} value={one}>{one}</option>)}
          </select>
          <IconButton
            compact
            icon={X}
            label={words.say("roster.skill.remove", { skill })}
            onClick={() => onChange(skills.filter((_one, index) => index !== at))}
          />
        </span>
      ))}
      <Button
        compact
        icon={Plus}
        onClick={() => onChange([...skills, { skill: "", level: 3 }])}
      >
        {words.say("roster.skill.add")}
      </Button>
    </fieldset>
  );
}

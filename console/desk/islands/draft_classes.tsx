import { draft } from "../stores/configuration_draft.ts";
import { words } from "../stores/preferences.ts";
import { NumberField, Part } from "./draft_fields.tsx";

/** Priority classes: what each begins with in line, and what it gains for every minute of waiting. */
export function ClassesPart() {
  const index = draft.value?.document.index;
  if (!index) return null;
  return (
    <Part title={words.say("config.classes")} path="index">
      {() => (
        <>
          <p class="draft-wide small muted">{words.say("config.classes.about")}</p>
          {index.base.map((_, at) => (
            <div key={at} class="draft-pair">
              <NumberField
                required
                path={`index.base.${at}`}
                label={words.say("config.classes.base", { class: at })}
              />
              <NumberField
                required
                path={`index.slope.${at}`}
                label={words.say("config.classes.slope", { class: at })}
              />
            </div>
          ))}
        </>
      )}
    </Part>
  );
}

import { Segmented } from "../../kit/components/segmented.tsx";
import { prefer, preferences, words } from "../stores/preferences.ts";

export function LanguageChoice() {
  return (
    <Segmented
      class="language"
      label={words.say("language.label")}
      value={preferences.value.language}
      choices={[
        { value: "zh", label: words.say("language.zh") },
        { value: "en", label: words.say("language.en") },
      ]}
      onChoose={(language) => prefer({ language })}
    />
  );
}

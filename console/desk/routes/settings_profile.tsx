import { useEffect, useState } from "preact/hooks";
import {
  type AutoAnswer,
  filled,
  type Profile,
  REPLY_VARIABLES,
} from "../../../engine/contract/wire/desk.ts";
import { Button } from "../../kit/components/button.tsx";
import { EmptyState } from "../../kit/components/empty_state.tsx";
import { Field } from "../../kit/components/field.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { Switch } from "../../kit/components/switch.tsx";
import type { Language } from "../../kit/i18n/translator.ts";
import { ProfileCard } from "../islands/profile_card.tsx";
import { useSaving } from "../islands/use_saving.tsx";
import { faultText } from "../stores/faults.ts";
import { configuration } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import { loadProfile, profile, saveProfile } from "../stores/profile.ts";
import { valuesFor } from "../stores/quick_replies.ts";
import { selfId, session } from "../stores/session.ts";

/** How visitors see me, and what goes out in my name when a conversation begins. */
export function SettingsProfile() {
  useEffect(() => void loadProfile(selfId()), []);
  const { known, fault } = profile.value;
  if (fault && !known) {
    return <EmptyState title={words.say("profile.failed")}>{faultText(fault)}</EmptyState>;
  }
  if (!known) return <SkeletonRows count={6} />;
  return (
    <>
      <ProfileCard known={known} name={ownName()} />
      <AutoCard known={known} />
    </>
  );
}

const ownName = (): string => session.value.state === "signedIn" ? session.value.me.name : "";

const NOTHING: AutoAnswer = { on: false, zh: "", en: "" };

function AutoCard({ known }: { known: Profile }) {
  const [auto, setAuto] = useState<AutoAnswer>(known.autoAnswer ?? NOTHING);
  const [spoken, setSpoken] = useState<Language>(language());
  const { submit, foot, fault } = useSaving(() => saveProfile({ ...known, autoAnswer: auto }));
  const text = auto[spoken];
  const write = (next: string) => setAuto({ ...auto, [spoken]: next });
  return (
    <section class="card" aria-label={words.say("auto.title")}>
      <header>
        <h2>{words.say("auto.title")}</h2>
        <span class="small muted grow">{words.say("auto.about")}</span>
        <Switch
          label={words.say("auto.on")}
          on={auto.on}
          onChange={(on) => setAuto({ ...auto, on })}
        />
      </header>
      <div class="inside two">
        <form class="stack" onSubmit={submit}>
          {fault && <InlineError>{faultText(fault)}</InlineError>}
          <Segmented
            label={words.say("auto.language")}
            value={spoken}
            choices={(["zh", "en"] as const).map((value) => ({
              value,
              label: words.say(`language.${value}`),
            }))}
            onChoose={(value: Language) => setSpoken(value)}
          />
          <Field label={words.say("auto.text")}>
            {(ties) => (
              <textarea
                {...ties}
                class="input"
                maxLength={500}
                rows={4}
                value={text}
                onInput={(event) => write(event.currentTarget.value)}
              />
            )}
          </Field>
          <div class="variables" role="group" aria-label={words.say("replies.variable")}>
            {REPLY_VARIABLES.map((name) => (
              <Button
                key={name}
                compact
                onClick={() => write(`${text}{${name}}`)}
              >
                + {words.say(`replies.variable.${name}`)}
              </Button>
            ))}
          </div>
          {foot}
        </form>
        <Preview text={text} spoken={spoken} />
      </div>
    </section>
  );
}

function Preview({ text, spoken }: { text: string; spoken: Language }) {
  const shop = configuration.value?.shops[0]?.id ?? "";
  const values = valuesFor({ card: {}, shop, language: spoken });
  return (
    <div class="auto-preview">
      <p class="small muted">{words.say("auto.preview")}</p>
      <p class="mine">{words.say("auto.preview.ask")}</p>
      {text !== "" && (
        <>
          <p class="theirs" dir="auto">{filled(text, values)}</p>
          <p class="small muted">{words.say("auto.preview.sent")}</p>
        </>
      )}
      <p class="small muted">{words.say("auto.note")}</p>
    </div>
  );
}

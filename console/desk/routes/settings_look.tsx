import { Button } from "../../kit/components/button.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { Switch } from "../../kit/components/switch.tsx";
import { LanguageChoice } from "../islands/language_choice.tsx";
import { KeyList } from "../islands/key_sheet.tsx";
import { LIST_ORDERS } from "../model/order.ts";
import { prefer, preferences, preferInitial, savedAt, words } from "../stores/preferences.ts";
import { timeOf } from "../stores/shop_time.ts";

/** Language, theme, order of the list, and the keys. */
export function SettingsLook() {
  const { theme, singleKeys, order } = preferences.value;
  return (
    <section class="card" aria-label={words.say("look.title")}>
      <header>
        <h2 class="grow">{words.say("look.title")}</h2>
        {savedAt.value !== undefined && (
          <span class="small muted num" role="status">
            {words.say("look.saved", { time: timeOf(undefined, savedAt.value) })}
          </span>
        )}
        <Button compact onClick={preferInitial}>{words.say("look.reset")}</Button>
      </header>
      <div class="inside two">
        <div class="stack">
          <span class="small muted">{words.say("language.label")}</span>
          <LanguageChoice />
          <span class="small muted">{words.say("theme.label")}</span>
          <Segmented
            label={words.say("theme.label")}
            value={theme}
            choices={(["system", "light", "dark"] as const).map((value) => ({
              value,
              label: words.say(`theme.${value}`),
            }))}
            onChoose={(value) => prefer({ theme: value })}
          />
          <span class="small muted">{words.say("look.order")}</span>
          <Segmented
            label={words.say("look.order")}
            value={order}
            choices={LIST_ORDERS.map((value) => ({
              value,
              label: words.say(`list.order.${value}`),
            }))}
            onChoose={(value) => prefer({ order: value })}
          />
          <div class="row">
            <span class="grow">
              {words.say("look.keys")}
              <br />
              <span class="small muted">{words.say("look.keys.text")}</span>
            </span>
            <Switch
              label={words.say("look.keys")}
              on={singleKeys}
              onChange={(on) => prefer({ singleKeys: on })}
            />
          </div>
        </div>
        <KeyList />
      </div>
    </section>
  );
}

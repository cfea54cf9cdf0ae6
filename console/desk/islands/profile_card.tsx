import { useRef, useState } from "preact/hooks";
import type { Profile } from "../../../engine/contract/wire/desk.ts";
import { Button } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { Avatar } from "../../kit/components/marks.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { putPicture, saveProfile } from "../stores/profile.ts";
import type { Fault } from "../wire/http.ts";
import { useSaving } from "./use_saving.tsx";

/** Nickname and picture as visitors see them. */
export function ProfileCard({ known, name }: { known: Profile; name: string }) {
  const [nickname, setNickname] = useState(known.nickname ?? "");
  const [pictureFault, setPictureFault] = useState<Fault>();
  const picker = useRef<HTMLInputElement>(null);
  const { submit, foot, fault } = useSaving(() => saveProfile({ ...known, nickname }));
  const draw = async (picture: File | undefined) =>
    setPictureFault(await putPicture(known.agent, picture));
  return (
    <section class="card" aria-label={words.say("profile.title")}>
      <header>
        <h2>{words.say("profile.title")}</h2>
        <span class="small muted">{words.say("profile.about")}</span>
      </header>
      <form class="inside" onSubmit={submit}>
        {(fault ?? pictureFault) && <InlineError>{faultText((fault ?? pictureFault)!)}
        </InlineError>}
        <Field label={words.say("profile.nickname")}>
          {(ties) => (
            <input
              {...ties}
              class="input"
              maxLength={60}
              placeholder={name}
              value={nickname}
              onInput={(event) => setNickname(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="row">
          <Avatar name={nickname || name} size={40} picture={known.picture} />
          <Button compact onClick={() => picker.current?.click()}>
            {words.say("profile.picture.choose")}
          </Button>
          <input
            ref={picker}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            hidden
            tabIndex={-1}
            aria-label={words.say("profile.picture")}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) void draw(file);
              event.currentTarget.value = "";
            }}
          />
          {known.picture
            ? (
              <Button compact onClick={() => void draw(undefined)}>
                {words.say("profile.picture.drop")}
              </Button>
            )
            : <span class="small muted">{words.say("profile.picture.none")}</span>}
        </div>
        {foot}
      </form>
    </section>
  );
}

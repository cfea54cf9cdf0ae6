import { useRef, useState } from "preact/hooks";
import type { Look } from "../../../engine/contract/wire/configuration.ts";
import { LOOKS_MAX, PICTURE_CHARS_MAX } from "../../../engine/contract/wire/looks.ts";
import { Button } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { RichText } from "../../kit/components/rich_text.tsx";
import { Plus } from "../../kit/components/icons.tsx";
import { valueAt } from "../model/document.ts";
import { freshId } from "../model/fresh_id.ts";
import { dataAddress, squareOf } from "../model/square_picture.ts";
import { draft, edit, faultAt } from "../stores/configuration_draft.ts";
import { language, words } from "../stores/preferences.ts";
import { ChoiceField, Part, TextField, WordsField } from "./draft_fields.tsx";
import { addPart, PartEnd } from "./draft_part_end.tsx";

const ACCENT_AT_FIRST = "#0b5c8c";

/** The library of looks: what an entrance can wear. */
export function LookParts() {
  const looks = draft.value?.document.looks ?? [];
  const add = () => {
    const id = freshId("look");
    const nth = looks.length + 1;
    const name = { zh: `外观 ${nth}`, en: `Look ${nth}` };
    const fresh: Look = { id, name, accent: ACCENT_AT_FIRST, title: name };
    addPart("looks", fresh);
  };
  return (
    <>
      {looks.map((one, at) => <LookPart key={one.id} look={one} at={at} />)}
      <div class="draft-foot">
        <Button compact icon={Plus} disabled={looks.length >= LOOKS_MAX} onClick={add}>
          {words.say("config.look.add")}
        </Button>
      </div>
    </>
  );
}

function LookPart({ look, at }: { look: Look; at: number }) {
  const path = `looks.${at}`;
  return (
    <Part title={look.name[language()]} path={path}>
      {() => (
        <>
          <WordsField path={`${path}.name`} label={words.say("config.look.name")} />
          <WordsField path={`${path}.title`} label={words.say("config.look.title")} />
          <WordsField
            long
            optional
            path={`${path}.welcome`}
            label={words.say("config.look.welcome")}
          />
          {look.welcome && <Welcome source={look.welcome[language()]} />}
          <PictureField
            path={`${path}.welcomePicture`}
            label={words.say("config.look.welcomePicture")}
          />
          <ChoiceField
            path={`${path}.theme`}
            label={words.say("config.look.theme")}
            choices={(["", "light", "dark"] as const).map((value) => ({
              value,
              label: words.say(`config.look.theme.${value || "own"}`),
            }))}
          />
          <WordsField
            optional
            path={`${path}.ratingTitle`}
            label={words.say("config.look.ratingTitle")}
          />
          <label class="row">
            <input
              type="checkbox"
              checked={look.ratingComment !== false}
              onChange={(event) =>
                edit(`${path}.ratingComment`, event.currentTarget.checked ? undefined : false)}
            />
            {words.say("config.look.ratingComment")}
          </label>
          <TextField type="color" path={`${path}.accent`} label={words.say("config.look.accent")} />
          <ChoiceField
            path={`${path}.side`}
            label={words.say("config.look.side")}
            absent="right"
            choices={(["right", "left"] as const).map((value) => ({
              value,
              label: words.say(`config.look.side.${value}`),
            }))}
          />
          <PictureField path={`${path}.picture`} label={words.say("config.look.picture")} />
          <PartEnd list="looks" at={at} entry={look} />
        </>
      )}
    </Part>
  );
}

/** As visitors will read it. */
const Welcome = ({ source }: { source: string }) => (
  <div class="draft-wide" role="note" aria-label={words.say("config.look.preview")}>
    <RichText
      source={source}
      link={(url, text) => (
        <a href={url} target="_blank" rel="noopener noreferrer nofollow">{text}</a>
      )}
    />
  </div>
);

/** Shown at 30 pixels, on dense screens at three times that. */
const SIDE_MAX = 96;

/** A picture that the document itself carries, made small here. */
function PictureField({ path, label }: { path: string; label: string }) {
  const picker = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string>();
  const value = valueAt(draft.value?.document, path);
  const choose = async (file: File) => {
    const small = await squareOf(file, SIDE_MAX, "image/webp");
    const address = small && await dataAddress(small);
    const fits = address !== undefined && address.length <= PICTURE_CHARS_MAX;
    setFault(fits ? undefined : words.say("config.look.picture.wrong"));
    if (fits) edit(path, address);
  };
  return (
    <Field label={label} fault={fault ?? faultAt(path)}>
      {(ties) => (
        <div class="row">
          {typeof value === "string" && <img src={value} alt="" width={30} height={30} />}
          <input
            {...ties}
            ref={picker}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            hidden
            tabIndex={-1}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) void choose(file);
              event.currentTarget.value = "";
            }}
          />
          <Button compact onClick={() => picker.current?.click()}>
            {words.say("config.look.picture.choose")}
          </Button>
          {typeof value === "string" && (
            <Button compact onClick={() => edit(path, undefined)}>
              {words.say("config.look.picture.drop")}
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}

const OWN = "";

/** Which look an entrance wears; with none of the library it has a colour and a title of its own. */
export function RouteLook({ path }: { path: string }) {
  const looks = draft.value?.document.looks ?? [];
  const value = valueAt(draft.value?.document, path);
  const [own, setOwn] = useState(typeof value === "string" ? undefined : value);
  const choose = (id: string) => {
    if (typeof value !== "string") setOwn(value);
    if (id !== OWN) return edit(path, id);
    const worn = looks.find((one) => one.id === value);
    const plain = worn && { accent: worn.accent, title: worn.title };
    edit(path, own ?? plain ?? { accent: ACCENT_AT_FIRST, title: { zh: "", en: "" } });
  };
  return (
    <>
      <Field label={words.say("config.look")} fault={faultAt(path)}>
        {(ties) => (
          <select
            {...ties}
            class="input"
            value={typeof value === "string" ? value : OWN}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <option value={OWN}>{words.say("config.look.own")}</option>
            {looks.map(({ id, name }) => <option key={id} value={id}>{name[language()]}</option>)}
          </select>
        )}
      </Field>
      {typeof value !== "string" && (
        <>
          <TextField type="color" path={`${path}.accent`} label={words.say("config.look.accent")} />
          <WordsField path={`${path}.title`} label={words.say("config.look.title")} />
        </>
      )}
    </>
  );
}

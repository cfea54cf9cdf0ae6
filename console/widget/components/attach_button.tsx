import { useRef } from "preact/hooks";
import { attach } from "../stores/uploads.ts";
import { t } from "../words/words.ts";
import { Icon } from "./icon.tsx";

/** Pictures and files from the visitor's device. */
export function AttachButton() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          attach(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
        }}
      />
      <button
        type="button"
        class="icon-btn"
        aria-label={t("picture")}
        title={t("picture")}
        onClick={() => input.current?.click()}
      >
        <Icon name="image" size={20} />
      </button>
    </>
  );
}

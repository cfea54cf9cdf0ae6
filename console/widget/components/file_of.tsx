import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { FileReference } from "../../../engine/contract/wire/messages.ts";
import { fileUrl } from "../stores/uploads.ts";
import { plainLine } from "../safe/pieces.ts";
import { fileSize, t } from "../words/words.ts";
import { Icon } from "./icon.tsx";

/** Longest sides of a picture in the log, px; its place is reserved before it is there. */
const PICTURE_WIDTH_MAX = 220;
const PICTURE_HEIGHT_MAX = 260;

/** Opens the file in a window of its own, at an address that is good for some minutes only. */
async function openFile(file: FileReference): Promise<boolean> {
  const url = await fileUrl(file);
  if (url === undefined) return false;
  const link = document.createElement("a");
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.click();
  return true;
}

export function PictureOf({ file }: { file: FileReference }) {
  const url = useSignal<string | undefined>(undefined);
  const failed = useSignal(false);
  useEffect(() => {
    fileUrl(file).then((found) => {
      url.value = found;
      failed.value = found === undefined;
    });
  }, [file.id]);
  if (failed.value) return <FileChip file={file} />;
  const { width = 160, height = 120 } = file;
  const scale = Math.min(1, PICTURE_WIDTH_MAX / width, PICTURE_HEIGHT_MAX / height);
  const name = plainLine(file.name);
  return (
    <button
      type="button"
      class="picture"
      aria-label={t("picOpen", { name })}
      onClick={() => openFile(file)}
    >
      <img
        src={url.value}
        alt={name}
        width={Math.round(width * scale)}
        height={Math.round(height * scale)}
        onError={() => failed.value = true}
      />
    </button>
  );
}

export function FileChip({ file }: { file: FileReference }) {
  const failed = useSignal(false);
  const name = plainLine(file.name);
  return (
    <button
      type="button"
      class="card-line"
      aria-label={t("fileOpen", { name })}
      onClick={async () => failed.value = !await openFile(file)}
    >
      <span class="thumb">
        <Icon name="file" size={20} />
      </span>
      <span class="grow">
        <bdi class="cut" title={name}>{name}</bdi>
        <small class="muted num">{failed.value ? t("fileGone") : fileSize(file.bytes)}</small>
      </span>
    </button>
  );
}

export function VoiceOf({ file, durationMs }: { file: FileReference; durationMs: number }) {
  const url = useSignal<string | undefined>(undefined);
  useEffect(() => void fileUrl(file).then((found) => url.value = found), [file.id]);
  const label = t("voice", { seconds: Math.max(1, Math.round(durationMs / 1000)) });
  return (
    <div class="card-line">
      <audio controls preload="none" src={url.value} aria-label={label} />
    </div>
  );
}

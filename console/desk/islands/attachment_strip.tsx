import { useEffect, useState } from "preact/hooks";
import { IconButton } from "../../kit/components/button.tsx";
import { File as FileIcon, Icon, X } from "../../kit/components/icons.tsx";
import { fileSize } from "../../kit/i18n/formats.ts";
import { safeName } from "../../kit/text.ts";
import { language, words } from "../stores/preferences.ts";

/** Files that go out with the next message. */
export function AttachmentStrip(
  { files, onChange }: { files: File[]; onChange(files: File[]): void },
) {
  if (files.length === 0) return null;
  return (
    <ul class="attachments">
      {files.map((file, at) => (
        <li key={`${file.name}.${file.lastModified}.${at}`} class="attachment">
          <Thumbnail file={file} />
          <span class="cut" title={safeName(file.name)}>{safeName(file.name)}</span>
          <span class="small muted nowrap">{fileSize(language(), file.size)}</span>
          <IconButton
            compact
            label={words.say("message.discard")}
            icon={X}
            onClick={() =>
              onChange(files.filter((one) =>
                one !== file
              ))}
          />
        </li>
      ))}
    </ul>
  );
}

function Thumbnail({ file }: { file: File }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file.type.startsWith("image/")) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url ? <img src={url} alt="" /> : <Icon of={FileIcon} />;
}

import { useEffect, useState } from "preact/hooks";
import type { FileReference, MessageBody } from "../../../engine/contract/wire/messages.ts";
import { Download, File, Icon } from "../../kit/components/icons.tsx";
import { fileSize } from "../../kit/i18n/formats.ts";
import { languageOf, linkify, safeAddress, safeName } from "../../kit/text.ts";
import { linkOf } from "../stores/files.ts";
import { language, words } from "../stores/preferences.ts";

/** The content of a message. Whatever a person wrote is shown as text, never as markup. */
export function MessageContent({ body }: { body: MessageBody }) {
  switch (body.kind) {
    case "text":
      return <TextBubble text={body.text} />;
    case "image":
      return <Picture file={body.file} />;
    case "file":
      return <FileCard file={body.file} note={fileSize(language(), body.file.bytes)} />;
    case "voice":
      return <Voice file={body.file} durationMs={body.durationMs} />;
    case "card":
      return (
        <div class="bubble link-card">
          <LinkTitle title={body.title} url={body.url} />
          {body.text && <span>{body.text}</span>}
          {body.price && <b class="num">{body.price}</b>}
          {body.order && (
            <span class="small muted num">
              {words.say("message.order", { order: body.order })}
            </span>
          )}
        </div>
      );
    case "link":
      return (
        <div class="bubble link-card">
          <LinkTitle title={body.title ?? body.url} url={body.url} />
          {body.push && <span class="small muted">{words.say("link.pushed")}</span>}
        </div>
      );
  }
}

function TextBubble({ text }: { text: string }) {
  return (
    <div class="bubble" dir="auto" lang={languageOf(text)}>
      {linkify(text).map((piece, at) =>
        piece.href
          ? (
            <a key={at} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
              {piece.text}
            </a>
          )
          : piece.text
      )}
    </div>
  );
}

function LinkTitle({ title, url }: { title: string; url?: string }) {
  const href = safeAddress(url);
  if (!href) return <b dir="auto">{title}</b>;
  return <a href={href} target="_blank" rel="noopener noreferrer nofollow">{title}</a>;
}

/** The stored file's address, fetched when it is shown; null when it cannot be had. */
function useLink(file: FileReference): string | undefined | null {
  const [url, setUrl] = useState<string | undefined | null>(undefined);
  useEffect(() => {
    let shown = true;
    void linkOf(file.id).then((link) => shown && setUrl(link ?? null));
    return () => void (shown = false);
  }, [file.id]);
  return url;
}

/** Largest picture in the log, CSS px; the room is kept before the bytes arrive. */
const PICTURE = { width: 280, height: 240 };

function pictureSize({ width = 4, height = 3 }: FileReference) {
  const known = width > 4;
  const scale = Math.min(PICTURE.width / width, PICTURE.height / height, known ? 1 : Infinity);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function Picture({ file }: { file: FileReference }) {
  const url = useLink(file);
  const name = safeName(file.name, "");
  if (url === null) return <div class="bubble withdrawn">{words.say("message.fileGone")}</div>;
  const { width, height } = pictureSize(file);
  return (
    <div class="bubble picture" style={{ width: `${width}px`, height: `${height}px` }}>
      {url && (
        <a
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={words.say("message.openImage", { name })}
        >
          <img src={url} width={width} height={height} alt={words.say("message.image", { name })} />
        </a>
      )}
    </div>
  );
}

function Voice({ file, durationMs }: { file: FileReference; durationMs: number }) {
  const url = useLink(file);
  if (url === null) return <div class="bubble withdrawn">{words.say("message.fileGone")}</div>;
  const seconds = Math.max(1, Math.round(durationMs / 1000));
  return (
    <div class="bubble voice">
      <audio
        controls
        preload="none"
        src={url}
        aria-label={words.say("voice.play", { seconds })}
      />
      <span class="small muted num">{words.say("message.voice", { seconds })}</span>
    </div>
  );
}

function FileCard({ file, note }: { file: FileReference; note: string }) {
  const url = useLink(file);
  const name = safeName(file.name, "—");
  if (url === null) return <div class="bubble withdrawn">{words.say("message.fileGone")}</div>;
  return (
    <div class="bubble">
      <a
        class="file-card"
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={words.say("message.download", { name: `${name} ${note}` })}
      >
        <Icon of={File} size={20} />
        <span>
          <bdi>{name}</bdi> <span class="small muted">{note}</span>
        </span>
        <Icon of={Download} />
      </a>
    </div>
  );
}

import type { MessageBody } from "../../../engine/contract/wire/messages.ts";
import { plainLine, webAddress } from "../safe/pieces.ts";
import { openPage } from "../stores/push.ts";
import { t } from "../words/words.ts";
import { FileChip, PictureOf, VoiceOf } from "./file_of.tsx";
import { Icon } from "./icon.tsx";
import { WebLink, WordsOf } from "./words_of.tsx";

/** The content of a message, of every kind that a conversation knows. */
export function BodyOf({ body }: { body: MessageBody }) {
  switch (body.kind) {
    case "text":
      return (
        <span class="bubble">
          <WordsOf text={body.text} />
        </span>
      );
    case "image":
      return <PictureOf file={body.file} />;
    case "file":
      return <FileChip file={body.file} />;
    case "voice":
      return <VoiceOf file={body.file} durationMs={body.durationMs} />;
    case "card":
      return <CardOf {...body} />;
    case "link": {
      const url = webAddress(body.url);
      if (url && body.push) return <PushOf url={url} title={body.title ?? body.url} />;
      return (
        <span class="bubble">
          {url ? <WebLink url={url} text={body.title ?? body.url} /> : <WordsOf text={body.url} />}
        </span>
      );
    }
  }
}

/** A page that the agent wants to show: nothing opens without the visitor's yes. */
const PushOf = ({ url, title }: { url: string; title: string }) => (
  <div class="card-line push">
    <span class="grow">
      <small class="muted">{t("pushed")}</small>
      <WebLink url={url} text={title} />
    </span>
    <button type="button" class="btn primary" onClick={() => openPage(url)}>{t("pushOpen")}</button>
  </div>
);

function CardOf(card: MessageBody & { kind: "card" }) {
  const url = card.url === undefined ? undefined : webAddress(card.url);
  const small = [card.price, card.text, card.order].filter((part) => part !== undefined);
  return (
    <div class="card-line">
      <span class="thumb">
        <Icon name="box" size={20} />
      </span>
      <span class="grow">
        {url ? <WebLink url={url} text={card.title} /> : <WordsOf text={card.title} />}
        {small.length > 0 && <small class="muted num">{small.map(plainLine).join(" · ")}</small>}
      </span>
    </div>
  );
}

import { piecesOf, plainLine } from "../safe/pieces.ts";
import { t } from "../words/words.ts";

/** What a person wrote, as text and nothing else; isolated, so its direction stays inside. */
export const WordsOf = ({ text }: { text: string }) => (
  <bdi dir="auto">
    {piecesOf(text).map((piece, at) => {
      if (piece.kind === "words") return piece.text;
      if (piece.kind === "link") return <WebLink key={at} url={piece.url} text={piece.text} />;
      return (
        <span key={at} class="odd" title={t("hidden", { code: piece.code })}>{piece.code}</span>
      );
    })}
  </bdi>
);

export const WebLink = ({ url, text }: { url: string; text: string }) => (
  <a
    href={url}
    target="_blank"
    rel="noopener noreferrer nofollow ugc"
    title={t("linkOpens", { address: url })}
  >
    {plainLine(text)}
  </a>
);

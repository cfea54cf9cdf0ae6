import { type ComponentChildren, Fragment } from "preact";
import { type Block, type Inline, richText } from "../rich_text.ts";

/** How a page shows a link; the address was found to be of the web. */
type LinkOf = (url: string, text: string) => ComponentChildren;

/** The first paragraph as the heading, if one is wanted, and the rest below it. */
export function RichText(
  { source, link, headingId }: { source: string; link: LinkOf; headingId?: string },
) {
  const blocks = richText(source);
  const [first, ...rest] = blocks;
  const headed = headingId !== undefined && first?.kind === "paragraph";
  return (
    <div class="rich">
      {headed && (
        <h2 id={headingId}>
          <Lines lines={first.lines} link={link} />
        </h2>
      )}
      {(headed ? rest : blocks).map((block, at) => <Part key={at} block={block} link={link} />)}
    </div>
  );
}

const Part = ({ block, link }: { block: Block; link: LinkOf }) =>
  block.kind === "list"
    ? (
      <ul>
        {block.items.map((item, at) => (
          <li key={at}>
            <Lines lines={[item]} link={link} />
          </li>
        ))}
      </ul>
    )
    : (
      <p>
        <Lines lines={block.lines} link={link} />
      </p>
    );

const Lines = ({ lines, link }: { lines: Inline[][]; link: LinkOf }) => (
  <>
    {lines.map((pieces, line) => (
      <Fragment key={line}>
        {line > 0 && <br />}
        {pieces.map((piece, at) => {
          if (piece.kind === "link") return link(piece.url, piece.text);
          return piece.kind === "text" ? piece.text : <strong key={at}>{piece.text}</strong>;
        })}
      </Fragment>
    ))}
  </>
);

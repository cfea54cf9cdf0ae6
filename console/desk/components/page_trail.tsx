import type { VisitPage } from "../../../engine/contract/wire/desk.ts";
import { safeAddress } from "../../kit/text.ts";
import { words } from "../stores/preferences.ts";
import { briefOf } from "../stores/shop_time.ts";

/** Shown at once; the rest is in the records and hardly asked for. */
const PAGES_MAX = 12;

/** Pages that the visitor looked at, the newest first. */
export function PageTrail({ pages, shop }: { pages: VisitPage[]; shop: string }) {
  if (pages.length === 0) return null;
  return (
    <section>
      <h3>
        {words.say("visitor.pages")} <span class="count num">{pages.length}</span>
      </h3>
      <ol class="past">
        {pages.slice(0, PAGES_MAX).map(({ at, page, title }) => {
          const href = safeAddress(page);
          const name = title || page;
          return (
            <li key={at}>
              <time dateTime={new Date(at).toISOString()}>
                {briefOf(shop, at)}
              </time>
              {href
                ? (
                  <a
                    class="grow cut"
                    href={href}
                    title={page}
                    target="_blank"
                    rel="noopener noreferrer nofollow"
                  >
                    {name}
                  </a>
                )
                : <span class="grow cut">{name}</span>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

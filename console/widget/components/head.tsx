import type { ComponentChildren } from "preact";
import { tell } from "../stores/host.ts";
import { t } from "../words/words.ts";
import { Icon, Logo } from "./icon.tsx";

/** The bar on top: what this is about, and the way to put it away. */
export const Head = ({ children }: { children: ComponentChildren }) => (
  <header class="head">
    {children}
    <button
      type="button"
      class="icon-btn"
      aria-label={t("collapse")}
      title={t("collapse")}
      onClick={() => tell({ tidegate: "collapse" })}
    >
      <Icon name="down" />
    </button>
  </header>
);

/** The shop's own picture, or ours. */
export const Picture = ({ of }: { of?: string }) =>
  of ? <img class="picture" src={of} alt="" width={30} height={30} /> : <Logo size={30} />;

export const Title = (
  { name, below, picture }: { name: string; below?: string; picture?: string },
) => (
  <>
    <Picture of={picture} />
    <div class="grow">
      <h1 class="cut" id="panel-title">{name}</h1>
      {below && <p class="cut">{below}</p>}
    </div>
  </>
);

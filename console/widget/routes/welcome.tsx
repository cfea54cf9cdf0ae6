import type { PublicRoute } from "../../../engine/contract/wire/http.ts";
import { RichText } from "../../kit/components/rich_text.tsx";
import { Composer } from "../components/composer.tsx";
import { Icon } from "../components/icon.tsx";
import { blocked } from "../stores/block.ts";
import { ordered } from "../stores/conversations.ts";
import { readingPast, topic } from "../stores/faces.ts";
import { own, t } from "../words/words.ts";

/** The first face: the shop's greeting, its topics, and a field to write in at once. */
export function Welcome({ route }: { route: PublicRoute }) {
  const past = ordered.value.at(-1);
  return (
    <>
      <div class="scroll">
        <section class="welcome" aria-labelledby="welcome-title">
          {route.welcomePicture && <img class="banner" src={route.welcomePicture} alt="" />}
          <RichText
            source={own(route.welcome)}
            headingId="welcome-title"
            link={(url, text) => <a href={url} target="_blank" rel="noopener" title={url}>{text}
            </a>}
          />
          {route.topics.length > 0 && !blocked.value && (
            <ul aria-label={t("chooseTopic")}>
              {route.topics.map(({ id, name }) => (
                <li key={id}>
                  <button type="button" class="topic" onClick={() => topic.value = id}>
                    <Icon name="chat" />
                    <span class="grow">{own(name)}</span>
                    <Icon name="right" size={16} />
                  </button>
                </li>
              ))}
            </ul>
          )}
        </section>
        {past && (
          <button
            type="button"
            class="btn ghost wide"
            onClick={() => readingPast.value = true}
          >
            {t("pastTalks")}
          </button>
        )}
      </div>
      <Composer />
    </>
  );
}

import { useEffect, useRef } from "preact/hooks";
import { useSignalEffect } from "@preact/signals";
import { Composer } from "../components/composer.tsx";
import { later } from "../components/later.tsx";
import { Banner } from "../components/banner.tsx";
import { Head, Title } from "../components/head.tsx";
import { Welcome } from "../routes/welcome.tsx";
import { current } from "../stores/conversations.ts";
import { face } from "../stores/faces.ts";
import { fullScreen, shown, tell } from "../stores/host.ts";
import { session } from "../stores/session.ts";
import { begin } from "../stores/start.ts";
import { own, t } from "../words/words.ts";
import { showLook } from "./look.ts";

const conversation = later(async () => (await import("../routes/conversation.tsx")).Conversation);
const threadHead = later(async () => (await import("../routes/conversation.tsx")).ThreadHead);
const leave = later(async () => (await import("../routes/leave.tsx")).Leave);

/** The whole panel: the head, what is wrong with the line, and the face of the moment. */
export function Panel() {
  const panel = useRef<HTMLElement>(null);
  useSignalEffect(showLook);
  useSignalEffect(() => {
    if (session.value.state !== "open") return;
    conversation.fetchIt();
    threadHead.fetchIt();
    leave.fetchIt();
  });
  useSignalEffect(() => {
    document.title = t("title");
  });
  useEffect(() => {
    if (shown.value && fullScreen.value) panel.current?.focus();
  }, [shown.value]);
  return (
    <main
      ref={panel}
      class="panel"
      tabIndex={-1}
      aria-labelledby="panel-title"
      onKeyDown={(event) => event.key === "Escape" && tell({ tidegate: "collapse" })}
    >
      <Head>
        <HeadOf />
      </Head>
      <Banner />
      <Face />
    </main>
  );
}

function HeadOf() {
  const open = session.value;
  if (open.state !== "open") return <Title name={t("title")} />;
  const { route } = open;
  const { picture } = route;
  const shows = face.value;
  if (shows === "leave") {
    return <Title name={t("leaveTitle")} below={t("leaveSubtitle")} picture={picture} />;
  }
  return shows === "chat" && current.value !== undefined
    ? <threadHead.Part thread={current.value} route={route} />
    : <Title name={own(route.title)} picture={picture} />;
}

function Face() {
  const open = session.value;
  switch (face.value) {
    case "opening":
      return <p class="scroll muted" role="status">{t("opening")}</p>;
    case "failed":
      return (
        <div class="scroll centred">
          <p role="alert">{t("failed")}</p>
          <button type="button" class="btn primary" onClick={begin}>{t("retry")}</button>
        </div>
      );
    case "welcome":
      return open.state === "open" ? <Welcome route={open.route} /> : null;
    case "leave":
      return current.value ? <leave.Part thread={current.value} /> : null;
    case "chat":
      return open.state !== "open" ? null : (
        <>
          <conversation.Part route={open.route} />
          <Composer />
        </>
      );
  }
}

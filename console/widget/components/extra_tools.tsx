import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { record, type Recording, VOICE_MS_MAX } from "../../kit/recorder.ts";
import { attach, attachVoice } from "../stores/uploads.ts";
import { captureScreen } from "../stores/screen.ts";
import { t } from "../words/words.ts";
import { Icon } from "./icon.tsx";

/** What only some browsers can do, fetched after the conversation is there: voice and screen. */
export function ExtraTools() {
  const recording = useSignal<Recording | undefined>(undefined);
  const denied = useSignal(false);
  // who allows the microphone after having gone on must not leave it open
  const gone = useRef(false);
  useEffect(() => () => void (gone.current = true), []);
  const begin = async () => {
    const begun = await record();
    if (gone.current) return begun?.cancel();
    recording.value = begun;
    denied.value = begun === undefined;
  };
  if (recording.value) {
    return <Bar recording={recording.value} onDone={() => recording.value = undefined} />;
  }
  return (
    <>
      {"MediaRecorder" in globalThis && (
        <button
          type="button"
          class="icon-btn"
          aria-label={t("voiceRecord")}
          title={denied.value ? t("voiceDenied") : t("voiceRecord")}
          onClick={begin}
        >
          <Icon name="mic" size={20} />
        </button>
      )}
      {denied.value && <span class="vh" role="alert">{t("voiceDenied")}</span>}
      {"getDisplayMedia" in (navigator.mediaDevices ?? {}) && (
        <button
          type="button"
          class="icon-btn"
          aria-label={t("screen")}
          title={t("screen")}
          onClick={async () => {
            const picture = await captureScreen();
            if (picture) attach([picture]);
          }}
        >
          <Icon name="screen" size={20} />
        </button>
      )}
    </>
  );
}

function Bar({ recording, onDone }: { recording: Recording; onDone: () => void }) {
  const seconds = useSignal(0);
  useEffect(() => {
    const tick = setInterval(() => {
      seconds.value = Math.min(seconds.value + 1, VOICE_MS_MAX / 1000);
    }, 1000);
    return () => {
      clearInterval(tick);
      recording.cancel();
    };
  }, []);
  const send = async () => {
    const voice = await recording.finish();
    if (voice) attachVoice(voice.file, voice.durationMs);
    onDone();
  };
  return (
    <span class="recording">
      <span class="num" role="timer">{t("voiceOn", { seconds: seconds.value })}</span>
      <button type="button" class="icon-btn" aria-label={t("voiceCancel")} onClick={onDone}>
        <Icon name="x" size={20} />
      </button>
      <button type="button" class="btn primary" onClick={send}>{t("voiceSend")}</button>
    </span>
  );
}

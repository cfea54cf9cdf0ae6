import { useEffect, useRef, useState } from "preact/hooks";
import { Button, IconButton } from "../../kit/components/button.tsx";
import { Mic, Send, X } from "../../kit/components/icons.tsx";
import { timer } from "../../kit/i18n/formats.ts";
import { record, type Recording, VOICE_MS_MAX } from "../../kit/recorder.ts";
import { sendVoice } from "../stores/files.ts";
import { words } from "../stores/preferences.ts";

/** Records a voice message: once to begin, once to send. */
export function VoiceButton(
  { conversation, disabled }: { conversation: string; disabled: boolean },
) {
  const [recording, setRecording] = useState<Recording>();
  const [denied, setDenied] = useState(false);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!recording) return;
    setSeconds(0);
    const tick = setInterval(() => setSeconds((count) => count + 1), 1000);
    return () => {
      clearInterval(tick);
      recording.cancel();
    };
  }, [recording]);
  // who allows the microphone after having gone on must not leave it open
  const gone = useRef(false);
  useEffect(() => () => void (gone.current = true), []);
  const begin = async () => {
    const begun = await record();
    if (gone.current) return begun?.cancel();
    setDenied(!begun);
    setRecording(begun);
  };
  const send = async () => {
    const voice = await recording?.finish();
    setRecording(undefined);
    if (voice) sendVoice(conversation, voice.file, voice.durationMs);
  };
  if (!recording) {
    return (
      <>
        <IconButton
          compact
          label={words.say("voice.tool")}
          icon={Mic}
          disabled={disabled}
          onClick={() => void begin()}
        />
        {denied && <span class="small" role="alert">{words.say("voice.denied")}</span>}
      </>
    );
  }
  const time = timer(Math.min(seconds * 1000, VOICE_MS_MAX));
  return (
    <span class="recording">
      <i class="dot breach" aria-hidden="true" />
      <span class="num small" role="timer">{words.say("voice.recording", { time })}</span>
      <IconButton
        compact
        label={words.say("voice.cancel")}
        icon={X}
        onClick={() => setRecording(undefined)}
      />
      <Button compact kind="primary" icon={Send} onClick={() => void send()}>
        {words.say("voice.send")}
      </Button>
    </span>
  );
}

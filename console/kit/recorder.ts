/** Records the microphone for a short time. Nothing is kept once it is cancelled. */
export interface Recording {
  /** The sound and how long it is; undefined when there is none. */
  finish(): Promise<{ file: File; durationMs: number } | undefined>;
  cancel(): void;
}

/** What browsers record, the smallest first; all of them are accepted by the gateway. */
const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];

/** Longer ones are better said in a call. */
export const VOICE_MS_MAX = 60_000;

/** Resolves to undefined when the person or the browser says no. */
export async function record(): Promise<Recording | undefined> {
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  if (!mimeType) return undefined;
  const stream = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => undefined);
  if (!stream) return undefined;
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 24_000 });
  const pieces: Blob[] = [];
  const startedAt = performance.now();
  let endedAt = 0;
  const ended = new Promise<void>((resolve) => {
    recorder.ondataavailable = (event) => void pieces.push(event.data);
    recorder.onstop = () => {
      endedAt = performance.now();
      stream.getTracks().forEach((track) => track.stop());
      resolve();
    };
  });
  const stop = () => void (recorder.state !== "inactive" && recorder.stop());
  const limit = setTimeout(stop, VOICE_MS_MAX);
  recorder.start();
  return {
    async finish() {
      clearTimeout(limit);
      stop();
      await ended;
      const [type] = mimeType.split(";");
      const file = new File(pieces, `voice.${type.slice("audio/".length)}`, { type });
      return file.size > 0 ? { file, durationMs: Math.round(endedAt - startedAt) } : undefined;
    },
    cancel() {
      clearTimeout(limit);
      stop();
    },
  };
}

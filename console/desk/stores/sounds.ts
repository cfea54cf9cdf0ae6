import type { NoticeKind, NoticeSound } from "../../../engine/contract/wire/desk.ts";
import { LOCALES } from "../../kit/i18n/translator.ts";
import { TONES } from "../model/notices.ts";
import { randomId } from "../wire/random_id.ts";
import { self } from "./conversations.ts";
import { language, preferences } from "./preferences.ts";

/**
 * Short tones, or a sentence spoken by the system's voice, for what the agent must notice. Of
 * several tabs only the one used last is heard, so that nothing sounds twice.
 */
const NOTE_MS = 140;
/** Peak of a tone at full volume; louder ones hurt in headphones. */
const LOUDNESS = 0.2;

const KEY = "tidegate.desk.tab";
const tab = randomId();
let context: AudioContext | undefined;

/** Browsers allow sound only after the person has touched the page once. */
export function prepareSounds(): () => void {
  const used = () => {
    localStorage.setItem(KEY, tab);
    if (!navigator.userActivation?.hasBeenActive) return;
    context ??= new AudioContext();
    if (context.state === "suspended") void context.resume();
  };
  addEventListener("pointerdown", used);
  addEventListener("keydown", used);
  addEventListener("focus", used);
  return () => {
    removeEventListener("pointerdown", used);
    removeEventListener("keydown", used);
    removeEventListener("focus", used);
  };
}

/** True for the tab that was used last: it alone makes itself heard. */
export const heardHere = (): boolean => (localStorage.getItem(KEY) ?? tab) === tab;

export function sound(kind: NoticeKind, sentence: () => string): void {
  const { notices, quietOnBreak } = preferences.value;
  const quiet = quietOnBreak && self.value?.presence === "break" && kind !== "breach";
  if (heardHere() && !quiet) play(notices[kind].sound, sentence());
}

export function play(chosen: NoticeSound, sentence: string): void {
  const volume = preferences.value.volume / 100;
  if (chosen === "none" || volume === 0) return;
  if (chosen === "spoken") return speak(sentence, volume);
  if (!context || context.state !== "running") return;
  TONES[chosen].forEach((hertz, at) => note(context!, hertz, volume, at * NOTE_MS / 1000));
}

/** The newest sentence takes the place of one that is still being spoken. */
function speak(sentence: string, volume: number): void {
  if (!("speechSynthesis" in globalThis)) return;
  speechSynthesis.cancel();
  const speech = new SpeechSynthesisUtterance(sentence);
  speech.lang = LOCALES[language()];
  speech.volume = volume;
  speechSynthesis.speak(speech);
}

function note(audio: AudioContext, hertz: number, loud: number, delaySeconds: number): void {
  const from = audio.currentTime + delaySeconds;
  const until = from + NOTE_MS / 1000;
  const voice = audio.createOscillator();
  const volume = audio.createGain();
  voice.frequency.value = hertz;
  volume.gain.setValueAtTime(LOUDNESS * loud, from);
  volume.gain.exponentialRampToValueAtTime(0.001, until);
  voice.connect(volume).connect(audio.destination);
  voice.start(from);
  voice.stop(until);
}

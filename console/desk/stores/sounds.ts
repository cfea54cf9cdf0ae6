import { randomId } from "../wire/random_id.ts";
import { preferences } from "./preferences.ts";

/**
 * Short tones for what the agent must notice, made on the spot. Of several tabs only the one used
 * last plays, so that nothing sounds twice.
 */
export type Tone = "conversation" | "message" | "warn" | "breach";

/** Frequencies in hertz, played one after the other. */
const TONES: Record<Tone, number[]> = {
  conversation: [523, 784],
  message: [659],
  warn: [880, 880],
  breach: [988, 740, 988, 740],
};
const NOTE_MS = 140;
const LOUDNESS = 0.12;

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

export function sound(tone: Tone): void {
  const mine = (localStorage.getItem(KEY) ?? tab) === tab;
  if (preferences.value.sound && mine) play(tone);
}

export function play(tone: Tone): void {
  if (!context || context.state !== "running") return;
  TONES[tone].forEach((hertz, at) => note(context!, hertz, at * NOTE_MS / 1000));
}

function note(audio: AudioContext, hertz: number, delaySeconds: number): void {
  const from = audio.currentTime + delaySeconds;
  const until = from + NOTE_MS / 1000;
  const voice = audio.createOscillator();
  const volume = audio.createGain();
  voice.frequency.value = hertz;
  volume.gain.setValueAtTime(LOUDNESS, from);
  volume.gain.exponentialRampToValueAtTime(0.001, until);
  voice.connect(volume).connect(audio.destination);
  voice.start(from);
  voice.stop(until);
}

/** How a wait stands against its clock: seconds left, or seconds over. */
export interface Wait {
  tone: "calm" | "warn" | "breach";
  /** Seconds left, or over when the tone is `breach`. */
  seconds: number;
  /** Share of the time still left, 0–1. */
  left: number;
}

/** Beyond this many seconds over, minutes are shown: "+3m". */
const SECONDS_OVER_MAX = 99;
/** Beyond this many seconds left, minutes are shown: three digits are all the ring holds. */
const SECONDS_LEFT_MAX = 999;

/** All times in epoch ms of the server. `warnAt` may be absent: then the ring never turns amber. */
export function waitOf(
  now: number,
  { beganAt, warnAt, breachAt }: { beganAt: number; warnAt?: number; breachAt: number },
): Wait {
  const leftMs = breachAt - now;
  if (leftMs <= 0) return { tone: "breach", seconds: Math.floor((now - breachAt) / 1000), left: 0 };
  const tone = warnAt !== undefined && now >= warnAt ? "warn" : "calm";
  const span = Math.max(1, breachAt - beganAt);
  return { tone, seconds: Math.ceil(leftMs / 1000), left: Math.min(1, leftMs / span) };
}

/** What stands inside the ring. */
export function ringText({ tone, seconds }: Wait): string {
  if (tone === "breach") {
    return seconds > SECONDS_OVER_MAX ? `+${Math.floor(seconds / 60)}m` : `+${seconds}`;
  }
  return seconds > SECONDS_LEFT_MAX ? `${Math.floor(seconds / 60)}m` : String(seconds);
}

/** A silent timer: `label` is spoken on focus only. */
export function WaitRing(
  { wait, size = 32, label }: { wait: Wait; size?: 32 | 36; label: string },
) {
  const text = ringText(wait);
  const middle = size / 2;
  const radius = middle - 2;
  const round = 2 * Math.PI * radius;
  const filled = wait.tone === "breach" ? round : round * wait.left;
  return (
    <span class={`ring s${size} ${wait.tone}`} role="timer" aria-live="off" aria-label={label}>
      <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
        <circle class="track" cx={middle} cy={middle} r={radius} />
        <circle
          class="arc"
          cx={middle}
          cy={middle}
          r={radius}
          stroke-dasharray={`${filled.toFixed(1)} ${round.toFixed(1)}`}
          transform={`rotate(-90 ${middle} ${middle})`}
        />
      </svg>
      <b class={text.length > 3 ? "tight" : ""}>{text}</b>
    </span>
  );
}

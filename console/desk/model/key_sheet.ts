import type { Word } from "../words/zh.ts";

/** Every key with what it does, as the sheet of shortcuts and the settings tell it. */
export const KEY_SHEET: readonly [keys: readonly string[], word: Word][] = [
  [["J", "K"], "keys.next"],
  [["R"], "keys.reply"],
  [["I"], "keys.note"],
  [["/"], "keys.replies"],
  [["T"], "keys.transfer"],
  [["N"], "keys.take"],
  [["P"], "keys.park"],
  [["E"], "keys.end"],
  [["V"], "keys.side"],
  [["Alt", "1–3"], "keys.columns"],
  [["Enter"], "keys.send"],
  [["Shift", "Enter"], "keys.line"],
  [["Ctrl", "K"], "keys.palette"],
  [["Esc"], "keys.escape"],
  [["?"], "keys.sheet"],
];

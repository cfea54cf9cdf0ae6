import { squareOf } from "../model/square_picture.ts";
import { signal } from "@preact/signals";
import type { Profile } from "../../../engine/contract/wire/desk.ts";
import { api } from "../wire/api.ts";
import type { Answer, Fault } from "../wire/http.ts";
import { loadColleagues } from "./names.ts";

/** How visitors see an agent: the one at this desk, or whom an admin looks at. */
export const profile = signal<{ known?: Profile; fault?: Fault }>({});

function take(answer: Answer<Profile>): Fault | undefined {
  if (!answer.ok) return answer.fault;
  profile.value = { known: answer.value };
}

/** Whose was asked for last: another's may be answered after it. */
let wanted = "";

export async function loadProfile(agent: string): Promise<void> {
  wanted = agent;
  if (profile.peek().known?.agent !== agent) profile.value = {};
  const answer = await api.profile(agent);
  if (wanted !== agent) return;
  profile.value = answer.ok ? { known: answer.value } : { fault: answer.fault };
}

/** Nickname and auto-answer; the fault, if any, is for the form. */
export async function saveProfile(
  { agent, nickname, autoAnswer }: Profile,
): Promise<Fault | undefined> {
  const fault = take(await api.saveProfile(agent, { nickname, autoAnswer }));
  if (!fault) void loadColleagues();
  return fault;
}

/** Longest side of a public picture, pixels; it is shown at 40 on dense screens. */
const SIDE_MAX = 256;

/** A square of the middle, made small here, or nothing to take the picture away. */
export async function putPicture(
  agent: string,
  picture: File | undefined,
): Promise<Fault | undefined> {
  if (!picture) return take(await api.dropPicture(agent));
  const small = await squareOf(picture, SIDE_MAX);
  if (!small) return { code: "unsupported" };
  return take(await api.putPicture(agent, small));
}

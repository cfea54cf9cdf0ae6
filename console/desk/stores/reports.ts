import { signal } from "@preact/signals";
import type {
  RatingDimension,
  RatingReport,
  TopicReport,
} from "../../../engine/contract/wire/desk.ts";
import type { Dates } from "../model/period.ts";
import { api } from "../wire/api.ts";
import type { Answer, Fault } from "../wire/http.ts";
import { lastFault } from "./faults.ts";

/** Figures of the chosen period. */
export const topicReport = signal<TopicReport | undefined>(undefined);
export const ratingReport = signal<RatingReport | undefined>(undefined);
export const reportFault = signal<Fault | undefined>(undefined);

function taken<T>(answer: Answer<T>): T | undefined {
  reportFault.value = answer.ok ? undefined : answer.fault;
  return answer.ok ? answer.value : undefined;
}

/** The last question: the answer of an earlier one, come late, is of another period. */
let wanted = {};

export async function loadTopics(dates: Dates): Promise<void> {
  const mine = wanted = {};
  const answer = await api.topicReport(dates);
  if (wanted === mine) topicReport.value = taken(answer) ?? topicReport.value;
}
export async function loadRatings(dates: Dates, by: RatingDimension): Promise<void> {
  const mine = wanted = {};
  ratingReport.value = undefined;
  const answer = await api.ratingReport(dates, by);
  if (wanted === mine) ratingReport.value = taken(answer);
}

/** Hands the file to the browser, under a name that says what it holds. */
export async function saveReport(name: string, file: Promise<Answer<Blob>>): Promise<void> {
  const answer = await file;
  if (!answer.ok) return void (lastFault.value = answer.fault);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(answer.value);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

import { signal } from "@preact/signals";
import type { FileReference } from "../../../engine/contract/wire/messages.ts";
import type { RefusalCode } from "../../../engine/contract/wire/refusals.ts";
import { current } from "./conversations.ts";
import { say } from "./delivery.ts";
import { door } from "./door.ts";
import { freshId } from "./fresh_id.ts";

/** Pictures and files on their way up; a message names one only after the gateway has it whole. */
export interface Upload {
  id: string;
  conversation: string;
  file: File;
  /** Address of the picture in this browser, while it is on the page. */
  preview?: string;
  /** Of a voice message. */
  durationMs?: number;
  failed?: RefusalCode | "unreachable";
}
export const uploads = signal<readonly Upload[]>([]);

/** Uploads one visitor may have under way, and the largest file worth sending to be refused. */
const UPLOADS_MAX = 8;
const UPLOAD_BYTES_MAX = 10 * 1024 * 1024;

/** Kinds shown in place; anything else is offered as a file to download. */
const PICTURES: ReadonlySet<string> = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
]);
const isPicture = (type: string): boolean => PICTURES.has(type);

export function attach(files: Iterable<File>): void {
  const conversation = current.value?.summary.conversation;
  if (conversation === undefined) return;
  for (const file of files) {
    if (uploads.value.length >= UPLOADS_MAX) return;
    const preview = isPicture(file.type) ? URL.createObjectURL(file) : undefined;
    const upload: Upload = { id: freshId(), conversation, file, preview };
    uploads.value = [...uploads.value, upload];
    if (file.size > UPLOAD_BYTES_MAX) change(upload.id, { failed: "too_large" });
    else send(upload);
  }
}

/** A voice message that was just recorded. */
export function attachVoice(file: File, durationMs: number): void {
  const conversation = current.value?.summary.conversation;
  if (conversation === undefined || uploads.value.length >= UPLOADS_MAX) return;
  const upload: Upload = { id: freshId(), conversation, file, durationMs };
  uploads.value = [...uploads.value, upload];
  send(upload);
}

export function retryUpload(id: string): void {
  const upload = uploads.value.find((one) => one.id === id);
  if (upload === undefined) return;
  change(id, { failed: undefined });
  send(upload);
}

export function dropUpload(id: string): void {
  const upload = uploads.value.find((one) => one.id === id);
  if (upload?.preview) URL.revokeObjectURL(upload.preview);
  uploads.value = uploads.value.filter((one) => one.id !== id);
}

async function send({ id, conversation, file, durationMs }: Upload): Promise<void> {
  const answer = await door.upload(conversation, file, id);
  if (!uploads.value.some((one) => one.id === id)) return;
  if (!answer.ok) return change(id, { failed: answer.code });
  const { value } = answer;
  const taken = say(
    durationMs === undefined
      ? { kind: isPicture(value.type) ? "image" : "file", file: value }
      : { kind: "voice", file: value, durationMs },
  );
  if (taken) dropUpload(id);
  else change(id, { failed: "busy" });
}

const change = (id: string, to: Partial<Upload>): void => {
  uploads.value = uploads.value.map((one) => one.id === id ? { ...one, ...to } : one);
};

/** Addresses on the files' origin, good for some minutes; asked for again shortly before the end. */
const links = new Map<string, { url: string; expiresAt: number }>();
const LINKS_HELD_MAX = 200;
const RENEW_BEFORE_MS = 30_000;

export async function fileUrl(file: FileReference): Promise<string | undefined> {
  const known = links.get(file.id);
  if (known && known.expiresAt - RENEW_BEFORE_MS > Date.now()) return known.url;
  const answer = await door.fileLink(file.id);
  if (!answer.ok) return undefined;
  if (links.size >= LINKS_HELD_MAX) links.delete(links.keys().next().value ?? "");
  links.set(file.id, answer.value);
  return answer.value.url;
}

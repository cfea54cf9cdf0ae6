import { signal } from "@preact/signals";
import type { FileReference, MessageBody } from "../../../engine/contract/wire/messages.ts";
import { serverNow } from "../../kit/tick.ts";
import { api } from "../wire/api.ts";
import { randomId } from "../wire/random_id.ts";
import type { Fault } from "../wire/http.ts";
import { post } from "./outbox.ts";

/** Files on their way up, and addresses of those that are stored. */
export interface Upload {
  id: string;
  conversation: string;
  name: string;
  file: Blob;
  /** Of a voice message. */
  durationMs?: number;
  state: { state: "uploading" } | { state: "failed"; fault: Fault };
}

export const uploads = signal<readonly Upload[]>([]);

/** Files taken at once; the composer keeps what is over for the next message. */
export const UPLOADS_MAX = 9;

const change = (id: string, to: (upload: Upload) => Upload | undefined): void => {
  uploads.value = uploads.value.flatMap((one) => one.id === id ? to(one) ?? [] : [one]);
};

/** Sends files one after the other, so that they arrive in the order in which they were chosen. */
export async function sendFiles(conversation: string, files: File[]): Promise<void> {
  const added = files.slice(0, UPLOADS_MAX).map((file): Upload => ({
    id: randomId(),
    conversation,
    name: file.name,
    file,
    state: { state: "uploading" },
  }));
  uploads.value = [...uploads.value, ...added];
  for (const upload of added) await transfer(upload);
}

/** A voice message that was just recorded. */
export function sendVoice(conversation: string, file: File, durationMs: number): void {
  const state = { state: "uploading" } as const;
  const upload: Upload = { id: randomId(), conversation, name: file.name, file, durationMs, state };
  uploads.value = [...uploads.value, upload];
  void transfer(upload);
}

async function transfer(upload: Upload): Promise<void> {
  change(upload.id, (one) => ({ ...one, state: { state: "uploading" } }));
  const answer = await api.uploadFile(upload.conversation, upload.name, upload.file);
  if (!answer.ok) {
    return change(
      upload.id,
      (one) => ({ ...one, state: { state: "failed", fault: answer.fault } }),
    );
  }
  if (post(upload.conversation, bodyOf(answer.value, upload.durationMs), "all")) {
    return change(upload.id, () => undefined);
  }
  change(upload.id, (one) => ({ ...one, state: { state: "failed", fault: { code: "busy" } } }));
}

const bodyOf = (file: FileReference, durationMs?: number): MessageBody =>
  durationMs !== undefined
    ? { kind: "voice", file, durationMs }
    : { kind: file.type.startsWith("image/") ? "image" : "file", file };

export const uploadAgain = (id: string): void => {
  const upload = uploads.value.find((one) => one.id === id);
  if (upload) void transfer(upload);
};
export const dropUpload = (id: string): void => change(id, () => undefined);

interface KnownLink {
  url: Promise<string | undefined>;
  expiresAt: number;
}
const links = new Map<string, KnownLink>();
/** Addresses remembered; they are short-lived anyway. */
const LINKS_MAX = 300;
/** An address about to expire is fetched anew. */
const MARGIN_MS = 30_000;
/** Until the answer says how long it holds. */
const LINK_MS = 60_000;

/** Where a stored file can be fetched for the next minutes; undefined when it cannot. */
export function linkOf(file: string): Promise<string | undefined> {
  const known = links.get(file);
  if (known && known.expiresAt - MARGIN_MS > serverNow()) return known.url;
  const link: KnownLink = { url: Promise.resolve(undefined), expiresAt: serverNow() + LINK_MS };
  link.url = api.fileLink(file).then((answer) => {
    if (!answer.ok) {
      links.delete(file);
      return undefined;
    }
    link.expiresAt = answer.value.expiresAt;
    return answer.value.url;
  });
  links.set(file, link);
  const [oldest] = links.keys();
  if (links.size > LINKS_MAX) links.delete(oldest);
  return link.url;
}

export function forgetFiles(): void {
  uploads.value = [];
  links.clear();
}

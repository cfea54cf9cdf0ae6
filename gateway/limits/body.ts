import type { RefusalCode } from "../../engine/contract/wire/refusals.ts";

export type BodyRead = { ok: true; bytes: Uint8Array } | { ok: false; code: RefusalCode };

/**
 * Reads a whole body within a size and a time, whatever the headers promise. Stops reading at the
 * first byte too many, so a chunked flood costs one chunk over the limit.
 */
export async function readBody(
  request: Request,
  bytesMax: number,
  withinMs: number,
): Promise<BodyRead> {
  const header = request.headers.get("content-length");
  const announced = Number(header ?? 0);
  if (announced > bytesMax) return { ok: false, code: "too_large" };
  // asking for `request.body` makes a stream, which an announced body has no need of
  const atOnce = announced > 0 && announced <= AT_ONCE_BYTES_MAX;
  if (header === "0" || (!atOnce && !request.body)) return { ok: true, bytes: new Uint8Array() };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), withinMs);
  });
  try {
    return atOnce
      ? await readAtOnce(request, late)
      : await readInPieces(request.body!, bytesMax, late);
  } catch {
    return { ok: false, code: "invalid" };
  } finally {
    clearTimeout(timer);
  }
}

/** A server never hands over more than was announced, so small bodies need no counting. */
const AT_ONCE_BYTES_MAX = 64 * 1024;

async function readAtOnce(request: Request, late: Promise<"late">): Promise<BodyRead> {
  const reading = request.bytes();
  const bytes = await Promise.race([reading, late]);
  if (bytes !== "late") return { ok: true, bytes };
  reading.catch(() => {}); // it ends with the connection, and nobody waits for it any more
  return { ok: false, code: "too_slow" };
}

async function readInPieces(
  body: ReadableStream<Uint8Array>,
  bytesMax: number,
  late: Promise<"late">,
): Promise<BodyRead> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const step = await Promise.race([reader.read(), late]);
    if (step === "late") return stopped(reader, "too_slow");
    if (step.done) return { ok: true, bytes: joined(chunks, total) };
    total += step.value.byteLength;
    if (total > bytesMax) return stopped(reader, "too_large");
    chunks.push(step.value);
  }
}

function stopped(reader: ReadableStreamDefaultReader<Uint8Array>, code: RefusalCode): BodyRead {
  reader.cancel().catch(() => {});
  return { ok: false, code: code };
}

function joined(chunks: Uint8Array[], total: number): Uint8Array {
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

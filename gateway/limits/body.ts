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
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > bytesMax) return { ok: false, code: "too_large" };
  if (!request.body) return { ok: true, bytes: new Uint8Array() };
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let total = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), withinMs);
  });
  try {
    for (;;) {
      const step = await Promise.race([reader.read(), late]);
      if (step === "late") return stopped(reader, "too_slow");
      if (step.done) break;
      total += step.value.byteLength;
      if (total > bytesMax) return stopped(reader, "too_large");
      chunks.push(step.value);
    }
  } catch {
    return { ok: false, code: "invalid" };
  } finally {
    clearTimeout(timer);
  }
  return { ok: true, bytes: joined(chunks, total) };
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

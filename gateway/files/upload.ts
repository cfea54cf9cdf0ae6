import type { UploadResponse } from "../../engine/contract/wire/http.ts";
import { done, type Outcome, refused, wrongField } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { randomId } from "../ids.ts";
import { LIMITS } from "../limits/limits.ts";
import { dimensionsOf } from "./dimensions.ts";
import { isRaster, kindOf } from "./kinds.ts";
import { cleanName } from "./names.ts";

/** Where an uploaded file belongs; reading it later needs the right to this conversation. */
export interface UploadPlace {
  workspace: string;
  conversation: string;
  visitor: string;
  key: string;
}

/** Checks what the bytes are, then stores them sealed; a message may name the file afterwards. */
export async function uploadOf(
  gateway: Gateway,
  place: UploadPlace,
  name: string,
  bytes: Uint8Array,
): Promise<Outcome<UploadResponse>> {
  if (bytes.length === 0) return wrongField("body", "required");
  if (bytes.length > LIMITS.uploadBytesMax) return refused("too_large");
  const kind = kindOf(bytes, name);
  if (!kind) return refused("unsupported");
  const size = isRaster(kind.type) ? dimensionsOf(kind.type, bytes) : undefined;
  if (isRaster(kind.type) && !size) return refused("unsupported");
  if (size && size.width * size.height > LIMITS.imagePixelsMax) return refused("too_large");
  const used = await gateway.files.usedBy(place.workspace, place.visitor);
  if (used + bytes.length > LIMITS.uploadBytesPerVisitorMax) return refused("too_large");
  const all = await gateway.files.usedBy(place.workspace);
  if (all + bytes.length > LIMITS.uploadBytesPerWorkspaceMax) return refused("unavailable");
  const stored = await gateway.files.put({
    id: randomId("f"),
    ...place,
    name: cleanName(name, kind.extension),
    type: kind.type,
    bytes: bytes.length,
    ...(size && size),
  }, bytes);
  gateway.metrics.count("uploads_total");
  return done({
    id: stored.id,
    name: stored.name,
    type: stored.type,
    bytes: stored.bytes,
    ...(size && size),
  });
}

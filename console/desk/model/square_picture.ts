/**
 * The middle square of a picture, made small, or undefined when it is none. PNG keeps what is
 * see-through; a look's picture has to be a few kilobytes, so it may be another type.
 */
export async function squareOf(
  picture: File,
  sideMax: number,
  type: "image/png" | "image/webp" = "image/png",
): Promise<Blob | undefined> {
  const drawn = await createImageBitmap(picture).catch(() => undefined);
  if (!drawn) return undefined;
  const side = Math.min(drawn.width, drawn.height);
  const canvas = new OffscreenCanvas(Math.min(side, sideMax), Math.min(side, sideMax));
  const from = [(drawn.width - side) / 2, (drawn.height - side) / 2] as const;
  canvas.getContext("2d")!.drawImage(drawn, ...from, side, side, 0, 0, canvas.width, canvas.height);
  return await canvas.convertToBlob({ type });
}

/** As an address that a document can carry. */
export async function dataAddress(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return `data:${blob.type};base64,${btoa(String.fromCharCode(...bytes))}`;
}

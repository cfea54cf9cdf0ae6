/** Width and height of a raster image from its header alone; undefined when it is damaged. */
export interface Dimensions {
  width: number;
  height: number;
}

export function dimensionsOf(type: string, bytes: Uint8Array): Dimensions | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (type) {
      case "image/png":
        return sized(view.getUint32(16), view.getUint32(20));
      case "image/gif":
        return sized(view.getUint16(6, true), view.getUint16(8, true));
      case "image/jpeg":
        return ofJpeg(view);
      case "image/webp":
        return ofWebp(view);
      default:
        return undefined;
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const sized = (width: number, height: number): Dimensions | undefined =>
  width > 0 && height > 0 ? { width, height } : undefined;

/** Segments before the frame header: thumbnails and colour profiles, never this many. */
const JPEG_SEGMENTS_MAX = 500;

function ofJpeg(view: DataView): Dimensions | undefined {
  let at = 2;
  for (let left = JPEG_SEGMENTS_MAX; left > 0; left--) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return sized(view.getUint16(at + 7), view.getUint16(at + 5));
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** Three forms: lossy `VP8 `, lossless `VP8L`, extended `VP8X`. */
function ofWebp(view: DataView): Dimensions | undefined {
  const form = String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)));
  if (form === "VP8 ") {
    return sized(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  }
  if (form === "VP8L") {
    const bits = view.getUint32(21, true);
    return sized((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  if (form !== "VP8X") return undefined;
  const three = (at: number) => view.getUint16(at, true) | view.getUint8(at + 2) << 16;
  return sized(three(24) + 1, three(27) + 1);
}

/** A QR code from its rows of `1` (dark) and `0`: one path, sharp at every size, dark on white. */
export function QrCode({ rows, label }: { rows: string[]; label: string }) {
  const dark = rows.flatMap((row, y) =>
    [...row].map((module, x) => module === "1" ? `M${x} ${y}h1v1h-1z` : "")
  );
  return (
    <svg
      role="img"
      aria-label={label}
      width={184}
      height={184}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shape-rendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={dark.join("")} fill="#000" />
    </svg>
  );
}

/**
 * What may be said about an unexpected error: its name and where it was thrown. Messages are left
 * out, because database errors quote the values they choke on.
 */
export function errorFields(error: unknown): { error: string; where?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const where = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line))
    .slice(0, 4).map((line) => line.trim().replace(/file:\/\/\S*\/(gateway|engine)\//, "$1/"))
    .join(" < ");
  return { error: error.name, where };
}

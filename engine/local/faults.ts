/**
 * What can be wrong with the data folder. Each message is one sentence that says what is wrong and
 * how to mend it; the composition root prints it and exits.
 */

/** Another process works in this data folder. */
export class DataFolderInUse extends Error {
  override name = "DataFolderInUse";
}

/** The data folder cannot be created, read or written. */
export class DataFolderUnwritable extends Error {
  override name = "DataFolderUnwritable";
}

/** A batch that was durable once can no longer be read. Never repaired silently. */
export class JournalDamaged extends Error {
  override name = "JournalDamaged";
}

/** Entries that a reader needs are neither in the journal nor in the archive. */
export class JournalGap extends Error {
  override name = "JournalGap";
}

/** A setting of the storage has a value that cannot work. */
export class SettingWrong extends Error {
  override name = "SettingWrong";
}

/** The system's code of an error (`ENOSPC`, `EACCES`), or an empty text. */
function systemCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
}

/** The disk, or the user's share of it, has no room. */
export const isDiskFull = (error: unknown): boolean =>
  systemCode(error) === "ENOSPC" || systemCode(error) === "EDQUOT";

/** Turns "not allowed", "read-only" and "not a folder" into the sentence for the operator. */
export function unwritable(folder: string, cause: unknown): DataFolderUnwritable {
  const code = systemCode(cause);
  const why = code === "EACCES" || code === "EPERM" || cause instanceof Deno.errors.PermissionDenied
    ? "this user may not write there"
    : code === "EROFS"
    ? "that file system is read-only"
    : isDiskFull(cause)
    ? "the disk is full"
    : code === "ENOTDIR" || code === "EEXIST" || cause instanceof Deno.errors.AlreadyExists
    ? "a file stands where a folder must be"
    : (cause as Error).message;
  return new DataFolderUnwritable(
    `The data folder ${folder} cannot be used: ${why}; ` +
      `give this user the right to write there or name another folder in TIDEGATE_DATA.`,
    { cause },
  );
}

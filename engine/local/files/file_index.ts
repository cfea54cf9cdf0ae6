/**
 * What is stored, in memory: enough for quotas, sweeping and erasing without reading a folder.
 * About 300 bytes a file. Built once from the folder when the store opens.
 */
export interface IndexedFile {
  id: string;
  workspace: string;
  visitor: string;
  bytes: number;
  named: boolean;
  storedAt: number;
  content: string;
}

export interface FileIndex {
  files: Map<string, IndexedFile>;
  /** Ids by `workspace/visitor`. */
  ofVisitor: Map<string, Set<string>>;
  bytesOf: Map<string, number>;
}

export const createFileIndex = (): FileIndex => ({
  files: new Map(),
  ofVisitor: new Map(),
  bytesOf: new Map(),
});

export const visitorOf = (file: { workspace: string; visitor: string }): string =>
  `${file.workspace}/${file.visitor}`;

export function addFile(index: FileIndex, file: IndexedFile): void {
  if (index.files.has(file.id)) removeFile(index, file.id);
  index.files.set(file.id, file);
  const visitor = visitorOf(file);
  const ids = index.ofVisitor.get(visitor);
  if (ids) ids.add(file.id);
  else index.ofVisitor.set(visitor, new Set([file.id]));
  grow(index, visitor, file.bytes);
  grow(index, file.workspace, file.bytes);
}

export function removeFile(index: FileIndex, id: string): void {
  const file = index.files.get(id);
  if (!file) return;
  const visitor = visitorOf(file);
  const ids = index.ofVisitor.get(visitor);
  index.files.delete(id);
  ids?.delete(id);
  if (ids?.size === 0) index.ofVisitor.delete(visitor);
  grow(index, visitor, -file.bytes);
  grow(index, file.workspace, -file.bytes);
}

/** One map holds both sums: workspaces are tokens and have no slash. */
function grow(index: FileIndex, whose: string, bytes: number): void {
  const sum = (index.bytesOf.get(whose) ?? 0) + bytes;
  if (sum === 0) index.bytesOf.delete(whose);
  else index.bytesOf.set(whose, sum);
}

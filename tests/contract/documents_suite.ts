import assert from "node:assert/strict";
import type { Documents } from "../../engine/ports/documents.ts";
import { contractCase } from "./contract_case.ts";

export interface DocumentsAdapter {
  name: string;
  needs?: string;
  open(): Promise<{ documents: Documents; again(): Promise<Documents>; close(): Promise<void> }>;
}

const bytes = new TextEncoder().encode("abc");
/** SHA-256 of "abc", from FIPS 180-2, appendix B.1. */
const HASH = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

export function documentsContract(adapter: DocumentsAdapter): void {
  const contract = (
    behaviour: string,
    body: (subject: Awaited<ReturnType<DocumentsAdapter["open"]>>) => Promise<void>,
  ) => contractCase("documents", adapter, behaviour, () => adapter.open(), body);

  contract("a document is named by the SHA-256 of its bytes", async (subject) => {
    assert.equal(await subject.documents.put(bytes), HASH);
    assert.equal(await subject.documents.put(bytes), HASH);
    for (const documents of [subject.documents, await subject.again()]) {
      assert.deepEqual(await documents.get(HASH), bytes);
    }
  });

  contract("an unknown or impossible hash is undefined", async ({ documents }) => {
    await documents.put(bytes);
    for (const hash of [HASH.replace("b", "c"), "", "../keys/keys", HASH.toUpperCase(), "x"]) {
      assert.equal(await documents.get(hash), undefined);
    }
  });
}

/**
 * Licences that a product under Apache-2.0 may carry. MPL-2.0 binds only changes to its own files,
 * and what has it here is for builds and tests; Python-2.0 is argparse's, a translation.
 */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "MPL-2.0",
  "Python-2.0",
  "Unlicense",
]);

/** True for one licence of the list, or a choice (`OR`) that holds one. */
export const isAllowed = (licence: string | undefined): boolean =>
  licence !== undefined &&
  licence.replace(/^\((.*)\)$/, "$1").split(" OR ").some((one) => ALLOWED.has(one));

/** The schema level that this build writes. Readers map older levels in `contract/upcast`. */
export const LEVEL = 3;

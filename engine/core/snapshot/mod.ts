export { decode, documentsNamed } from "./decode.ts";
export { encode, LAYOUT } from "./encode.ts";

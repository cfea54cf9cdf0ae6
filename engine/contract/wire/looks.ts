/** Looks of one document: some per shop and campaign; all their pictures fit half a document. */
export const LOOKS_MAX = 40;

/** A picture of 96 pixels takes some 4 kB; base64 makes it a third more. */
export const PICTURE_CHARS_MAX = 12_000;

/** No drawing formats: what they may do is more than a picture. */
export const PICTURE = /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

/** The engine does not start like this; the message says what is wrong and what mends it. */
export class BootRefused extends Error {
  override name = "BootRefused";
}

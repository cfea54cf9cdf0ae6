/** One's own account: where it is signed in, its password and its second factor. */

/** GET /api/v1/account/sessions */
export interface OwnSession {
  /** Names the session and opens nothing. */
  session: string;
  /** `Chrome, Windows`; empty when the browser is not known. */
  device: string;
  address: string;
  createdAt: number;
  /** To about five minutes. */
  seenAt: number;
  /** The one that asks. */
  own: boolean;
}

/** PUT /api/v1/account/password: every other session ends. */
export interface PasswordRequest {
  password: string;
  next: string;
}

/** A shorter one is guessed; a passphrase fits. */
export const PASSWORD_LENGTH_MIN = 10;

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

/** GET /api/v1/account/second-factor */
export interface SecondFactorState {
  on: boolean;
  /** Codes for a lost device that are not used yet. */
  recoveryLeft: number;
  /** The company asks it of this role. */
  required: boolean;
}

/** POST /api/v1/account/second-factor, with the password */
export interface SecondFactorBegun {
  /** Base 32, for typing. */
  secret: string;
  uri: string;
  /** The same as a QR code: rows of `1` (dark) and `0`. */
  picture: string[];
}

/** POST /api/v1/account/second-factor/confirm, with the code */
export interface SecondFactorCodes {
  /** Each opens the door once when the device is lost. */
  recovery: string[];
}

/** GET /api/v1/accounts, for admins. */
export interface AccountRow {
  account: string;
  name: string;
  role: "agent" | "supervisor" | "admin";
  /** Roster entry that this person works as. */
  agent?: string;
  disabled: boolean;
  secondFactor: boolean;
}

/** POST /api/v1/accounts: somebody new, with a first password. */
export interface NewAccountRequest {
  account: string;
  name: string;
  role: AccountRow["role"];
  password: string;
  /** Takes conversations: gets a place in the roster, without groups. */
  takes: boolean;
}

/** Features: I5. An agent turns the second factor on; signing in then asks for a code; one for a lost device will do. */
import { Secret, TOTP } from "otpauth";
import { journey } from "../support/journey.ts";
import { signIn } from "../support/staff.ts";

const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

Deno.test("account - a second factor is turned on, and the next sign-in asks for its code", () =>
  journey(async (journey) => {
    const page = await signIn(journey, "lin");
    await page.goto(`${journey.desk.base}/desk/settings/account`);
    const card = page.getByRole("region", { name: "Second factor" });
    await card.getByLabel("Current password").fill(journey.company.password);
    await card.getByRole("button", { name: "Turn it on" }).click();
    await card.getByRole("img", { name: "QR code for the authenticator" }).waitFor();
    const secret = (await card.locator("code").textContent())!;
    await card.getByLabel("Six digits").fill(codeOf(secret));
    await card.getByRole("button", { name: "Confirm and turn on" }).click();
    const recovery = (await card.getByRole("listitem").nth(9).textContent())!;

    const other = await journey.person({ language: "en" });
    await other.goto(`${journey.desk.base}/desk/`);
    await other.getByRole("textbox", { name: "Account" }).fill("lin");
    await other.getByRole("textbox", { name: "Password" }).fill(journey.company.password);
    await other.getByRole("button", { name: "Sign in" }).click();
    const code = other.getByLabel("Six digits, or a code for a lost device");
    await code.fill("000000");
    await other.getByRole("button", { name: "Sign in" }).click();
    await other.getByText("The code is not right").waitFor();
    await code.fill(recovery);
    await other.getByRole("button", { name: "Sign in" }).click();
    await other.getByRole("navigation", { name: "Main" }).waitFor();
  }));

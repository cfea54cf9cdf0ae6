import { OwnSessions } from "../islands/own_sessions.tsx";
import { SecondFactorCard } from "../islands/second_factor_card.tsx";
import { PasswordForm } from "../islands/password_form.tsx";

/** One's own account: who else may be using it, and how to keep them out. */
export function SettingsAccount() {
  return (
    <>
      <OwnSessions />
      <SecondFactorCard />
      <PasswordForm />
    </>
  );
}

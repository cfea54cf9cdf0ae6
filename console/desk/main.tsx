import { render } from "preact";
import "./styles/desk.css";
import { App } from "./routes/app.tsx";
import { runDesk } from "./stores/desk.ts";
import { showPreferences } from "./stores/preferences.ts";
import { restoreSession } from "./stores/session.ts";

showPreferences();
runDesk();
void restoreSession();
render(<App />, document.getElementById("desk")!);

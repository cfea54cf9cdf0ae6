import { render } from "preact";
import { Panel } from "./islands/panel.tsx";
import { start } from "./stores/start.ts";
import { loadWords } from "./words/words.ts";

start();
loadWords().then(() => render(<Panel />, document.body));

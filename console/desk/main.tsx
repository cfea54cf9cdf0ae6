import { render } from "preact";
import "../kit/tokens.css";

render(<p>潮闸</p>, document.getElementById("desk")!);

import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { preloadPage } from "./routes.ts";
import { checkSession } from "./session/session.ts";
import "./styles.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root");

// Asked before anything is drawn: the first page waits for it.
void checkSession();
preloadPage(location.pathname);
render(() => <App />, root);

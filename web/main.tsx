import IconShip from "~icons/lucide/ship";
import { render } from "solid-js/web";
import "./style.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root");

render(
  () => (
    <h1 class="flex items-center gap-2 p-4 text-lg">
      <IconShip aria-hidden="true" />
      Quayside
    </h1>
  ),
  root,
);

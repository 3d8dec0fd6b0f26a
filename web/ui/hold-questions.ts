import { createSignal, onCleanup } from "solid-js";

/** Milliseconds after an edit in which who types in cell after cell goes on with the next. */
const BREATH = 1_000;

const [held, setHeld] = createSignal(0);

/** Somebody is in the middle of typing: a dialog that comes by itself would take their keys, and a press in it would leave what they type half done. */
export const questionsWait = () => held() > 0;

/** As long as the component lives, and for a breath after it. */
export function holdQuestions(): void {
  setHeld((n) => n + 1);
  onCleanup(() => setTimeout(setHeld, BREATH, (n: number) => n - 1));
}

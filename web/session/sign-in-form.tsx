import { type JSX, Show, createSignal, createUniqueId, onCleanup } from "solid-js";
import { ApiProblem, sentenceOf } from "../api.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { signIn } from "./session.ts";

const SECOND = 1_000;

/** Counts seconds down to nothing. */
function createCountdown() {
  const [left, setLeft] = createSignal(0);
  let timer = 0;
  const stop = () => clearInterval(timer);
  onCleanup(stop);
  const [from, setFrom] = createSignal(0);
  const start = (seconds: number) => {
    stop();
    setFrom(Math.ceil(seconds));
    setLeft(from());
    timer = window.setInterval(() => {
      if (setLeft((now) => now - 1) <= 0) stop();
    }, SECOND);
  };
  return { left, from, start };
}

export interface SignInFormProps {
  readonly email?: string | undefined;
  readonly onDone?: () => void;
}

export function SignInForm(props: SignInFormProps): JSX.Element {
  const [email, setEmail] = createSignal(props.email ?? "");
  const [password, setPassword] = createSignal("");
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const [wrong, setWrong] = createSignal<string>();
  const wait = createCountdown();
  const id = createUniqueId();
  let passwordBox: HTMLInputElement | undefined;

  async function submit() {
    setBusy(true);
    setFailure(undefined);
    setWrong(undefined);
    try {
      await signIn(email(), password());
      props.onDone?.();
    } catch (error) {
      const code = error instanceof ApiProblem ? error.problem.code : undefined;
      if (error instanceof ApiProblem && code === "rate_limited") wait.start(error.problem.retryAfter ?? 60);
      else if (code === "unauthenticated" || code === "invalid") setWrong(sentenceOf(error));
      else setFailure(sentenceOf(error));
      // Typing it again is what one does next.
      passwordBox?.focus();
      passwordBox?.select();
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      class="flex flex-col gap-4"
      aria-describedby={id}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div id={id} class="contents">
        <Show when={wait.left() > 0}>
          <Banner tone="warn">
            Too many attempts. Try again in {/* Spoken once, not each second. */}
            <span class="tabular" aria-hidden="true">{wait.left()} s.</span>
            <span class="sr-only">{wait.from()} seconds.</span>
          </Banner>
        </Show>
        <Show when={failure()}>{(text) => <Banner tone="error">{text()}</Banner>}</Show>
      </div>
      <TextField label="E-mail" type="email" name="email" autocomplete="username" inputMode="email" spellcheck={false} required autofocus={!props.email} value={email()} onInput={setEmail} />
      <TextField
        label="Password"
        type="password"
        name="password"
        autocomplete="current-password"
        required
        autofocus={Boolean(props.email)}
        ref={passwordBox}
        value={password()}
        error={wrong()}
        onInput={setPassword}
      />
      <Button type="submit" variant="primary" busy={busy()} blocked={wait.left() > 0 && "Too many attempts: wait until the time is over."}>
        {busy() ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}

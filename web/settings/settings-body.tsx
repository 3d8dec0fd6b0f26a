import type { JSX } from "solid-js";

export function SettingsBody(props: { readonly children: JSX.Element }): JSX.Element {
  return (
    <div class="md:p-4">
      <div class="max-w-220 border-line max-md:border-b md:rounded-l md:border">{props.children}</div>
    </div>
  );
}

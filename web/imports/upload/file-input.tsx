import type { JSX } from "solid-js";

interface FileInputProps {
  readonly label: string;
  readonly ref: (input: HTMLInputElement) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** The browser's chooser of files; a button of the page opens it. */
export function FileInput(props: FileInputProps): JSX.Element {
  return (
    <input
      ref={props.ref}
      type="file"
      accept=".csv,.tsv,.txt,text/csv,text/plain"
      aria-label={props.label}
      class="hidden"
      onChange={(event) => {
        const files = [...(event.currentTarget.files ?? [])];
        // The same file again must be a change, too.
        event.currentTarget.value = "";
        if (files.length > 0) props.onFiles(files);
      }}
    />
  );
}

import { type Accessor, createContext, useContext } from "solid-js";

/** How the organization at hand writes money and time: BCP 47, IANA, ISO 4217. */
export interface Conventions {
  readonly locale: string;
  readonly timeZone: string;
  readonly currency: string;
}

// A browser in a bare POSIX environment names a locale that Intl refuses (`en-US@posix`).
const [browserLocale = "en-GB"] = navigator.languages.filter((tag) => /^[a-z]{2,3}(-[a-z0-9]+)*$/iu.test(tag));

const ofTheBrowser: Conventions = {
  locale: browserLocale,
  timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  currency: "GBP",
};

/** Set by the organization's scope. Outside of one (sign-in) the browser's own hold. */
export const ConventionsContext = createContext<Accessor<Conventions>>(() => ofTheBrowser);

export function useConventions(): Accessor<Conventions> {
  return useContext(ConventionsContext);
}

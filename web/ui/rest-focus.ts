function heading(): HTMLElement | null {
  return document.querySelector<HTMLElement>("main h1");
}

/** Nobody is at work anywhere: the focus is where a page begins, and may be put somewhere better. */
export function focusIsAtRest(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active === heading();
}

/**
 * To the page's heading, if what had the focus is gone: from the bare document Tab would begin at the top of
 * everything, and a screen reader would fall silent.
 */
export function catchLostFocus(): void {
  if (focusIsAtRest()) heading()?.focus({ preventScroll: true });
}

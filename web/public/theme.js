// Runs before the first paint, as a file of its own so that the content security policy needs no exception.
// web/ui/theme.ts writes what it reads.
try {
  const theme = localStorage.getItem("quayside.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is refused: the system's theme it is.
}

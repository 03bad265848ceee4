// The colour scheme a person chose on this device, set before the first paint.
// Loaded in the head without defer; without it the system decides.
(() => {
  const KEY = "factcheck-theme";
  const CHOICES = ["light", "dark"];

  const chosen = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage is blocked
    }
  };
  const apply = (choice) => {
    if (CHOICES.includes(choice)) document.documentElement.dataset.theme = choice;
  };
  const current = () =>
    document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

  apply(chosen());
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-theme-switch]")) return;
    const next = current() === "dark" ? "light" : "dark";
    apply(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // The choice holds for this page only.
    }
  });
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) button.hidden = false;
  });
})();

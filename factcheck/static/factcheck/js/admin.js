// The list by keyboard: j and k move between rows, x picks one, Enter opens it. Off in fields and with modifiers.
const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable]";

const rows = () => [...document.querySelectorAll("#result_list tbody tr")];

function move(step) {
  const all = rows();
  if (!all.length) return;
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const row = all[Math.min(Math.max(here + step, 0), all.length - 1)];
  row.querySelector("th a, td a")?.focus();
}

function pick() {
  rows().find((row) => row.contains(document.activeElement))?.querySelector("input.action-select")?.click();
}

const KEYS = { j: () => move(1), k: () => move(-1), x: pick };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(FIELDS)) return;
  const act = KEYS[event.key];
  if (!act || !rows().length) return;
  event.preventDefault();
  act();
});

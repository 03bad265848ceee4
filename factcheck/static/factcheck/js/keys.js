// Every key of the product. A key presses the visible button that carries it (data-key), so nothing
// can be done by key alone. The table is JSON so that a test can read it: two entries with one key
// in scopes that are open together fail tests/factcheck/look/test_keys.py.
export const SCOPES = {
  "everywhere": [],
  "list": ["everywhere"],
  "workbench": ["everywhere"],
  "passage": ["workbench", "queue", "everywhere"],
  "question": ["passage", "workbench", "queue", "everywhere"],
  "queue": ["everywhere"],
  "diff": ["everywhere"]
};

export const KEYS = [
  {"keys": "/", "scope": "everywhere", "label": "Search"},
  {"keys": "?", "scope": "everywhere", "label": "List the keys"},
  {"keys": "g i", "scope": "everywhere", "label": "Go to the inbox"},
  {"keys": "g a", "scope": "everywhere", "label": "Go to the articles"},
  {"keys": "g s", "scope": "everywhere", "label": "Go to the sources"},
  {"keys": "g p", "scope": "everywhere", "label": "Go to what is published"},
  {"keys": "g r", "scope": "everywhere", "label": "Go to the queue"},
  {"keys": "z", "scope": "everywhere", "label": "Undo"},
  {"keys": "j", "scope": "list", "label": "Next row"},
  {"keys": "k", "scope": "list", "label": "Previous row"},
  {"keys": "x", "scope": "list", "label": "Pick the row"},
  {"keys": "Enter", "scope": "list", "label": "Open the row"},
  {"keys": "j", "scope": "workbench", "label": "Next claim"},
  {"keys": "k", "scope": "workbench", "label": "Previous claim"},
  {"keys": "Enter", "scope": "workbench", "label": "Open the claim"},
  {"keys": "a", "scope": "workbench", "label": "Add the selected text as a claim"},
  {"keys": "e", "scope": "workbench", "label": "Edit the claim"},
  {"keys": "x", "scope": "workbench", "label": "Pick the claim"},
  {"keys": "m", "scope": "workbench", "label": "Merge the picked claims"},
  {"keys": "s", "scope": "workbench", "label": "Split the claim"},
  {"keys": "u", "scope": "workbench", "label": "Add sources"},
  {"keys": "v", "scope": "workbench", "label": "Propose a verdict"},
  {"keys": "h", "scope": "workbench", "label": "Hide or show the marks"},
  {"keys": "l", "scope": "workbench", "label": "Show new claims"},
  {"keys": "]", "scope": "passage", "label": "Next passage"},
  {"keys": "[", "scope": "passage", "label": "Previous passage"},
  {"keys": "y", "scope": "passage", "label": "Accept the passage"},
  {"keys": "n", "scope": "passage", "label": "Reject the passage"},
  {"keys": "1", "scope": "question", "label": "First choice"},
  {"keys": "2", "scope": "question", "label": "Second choice"},
  {"keys": "3", "scope": "question", "label": "Third choice"},
  {"keys": "4", "scope": "question", "label": "Fourth choice"},
  {"keys": "5", "scope": "question", "label": "Fifth choice"},
  {"keys": "Enter", "scope": "queue", "label": "Sign off and next"},
  {"keys": "r", "scope": "queue", "label": "Return for changes"},
  {"keys": "v", "scope": "queue", "label": "Other verdict"},
  {"keys": "j", "scope": "queue", "label": "Skip"},
  {"keys": "k", "scope": "queue", "label": "Previous"},
  {"keys": "n", "scope": "diff", "label": "Next change"},
  {"keys": "p", "scope": "diff", "label": "Previous change"}
];

const SEQUENCE_MS = 1500; // the second key of "g i" within this time
const FIELDS = "input, textarea, select, [contenteditable]";
const PRESSED_BY_ENTER = "a[href], button, summary, input, select, textarea";

const isVisible = (element) => element.getClientRects().length > 0 && !element.disabled;

// The scopes that are open: each names itself by data-scope on something visible.
function openScopes() {
  const open = new Set(["everywhere"]);
  for (const element of document.querySelectorAll("[data-scope]")) {
    if (element === document.body || isVisible(element)) element.dataset.scope.split(" ").forEach((s) => open.add(s));
  }
  return open;
}

const NEAREST = ["details[open] .question", '.passage[aria-current="true"]', '[aria-current="true"]'];

// The button of a key: the one in the open question first, then in the current passage, then in the
// current claim, else the first one that can be seen.
export function buttonFor(keys) {
  const carrying = [...document.querySelectorAll(`[data-key="${CSS.escape(keys)}"]`)].filter(isVisible);
  for (const place of NEAREST) {
    const near = carrying.find((button) => button.closest(place));
    if (near) return near;
  }
  return carrying[0] ?? null;
}

function entryFor(keys) {
  const open = openScopes();
  return KEYS.find((entry) => entry.keys === keys && open.has(entry.scope)) ?? null;
}

function isForUs(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (document.body.dataset.shortcuts === "off" || document.querySelector("dialog[open]")) return false;
  if (event.target.closest?.(FIELDS)) return false;
  return !(event.key === "Enter" && event.target.closest?.(PRESSED_BY_ENTER));
}

let first = { key: "", at: 0 };

function press(event) {
  if (!isForUs(event)) return;
  const follows = first.key && event.timeStamp - first.at < SEQUENCE_MS;
  const keys = follows ? `${first.key} ${event.key}` : event.key;
  first = { key: "", at: 0 };
  const entry = entryFor(keys);
  if (!entry) {
    if (KEYS.some((known) => known.keys.startsWith(`${event.key} `))) first = { key: event.key, at: event.timeStamp };
    return;
  }
  const button = buttonFor(entry.keys);
  if (!button) return;
  event.preventDefault();
  if (button.matches("input, textarea")) button.focus();
  else button.click();
}

function listKeys(dialog) {
  const open = openScopes();
  const list = dialog.querySelector("[data-key-list]");
  list.replaceChildren(
    ...KEYS.filter((entry) => open.has(entry.scope)).flatMap((entry) => {
      const term = document.createElement("dt");
      for (const key of entry.keys.split(" ")) {
        term.append(Object.assign(document.createElement("kbd"), { textContent: key }), " ");
      }
      return [term, Object.assign(document.createElement("dd"), { textContent: entry.label })];
    }),
  );
  dialog.showModal();
}

if (typeof document !== "undefined") {
  document.addEventListener("keydown", press);
  document.addEventListener("click", (event) => {
    const dialog = document.getElementById("keys");
    if (event.target.closest?.('[data-key="?"]') && dialog) {
      event.preventDefault();
      listKeys(dialog);
    }
  });
}

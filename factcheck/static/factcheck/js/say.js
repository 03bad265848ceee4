// One place where the page speaks: the status region, read out by screen readers.

export function say(text) {
  const said = document.querySelector("[data-said]");
  if (said) said.textContent = text;
}

// Long work is spoken at these shares of its total, and once at the first failure and the end.
export const SPOKEN_SHARES = [0.25, 0.5, 0.75, 1];

export function sharesPassed({ before, after, total }) {
  if (!total) return [];
  return SPOKEN_SHARES.filter((share) => before < share * total && after >= share * total);
}

const spoken = new Map();

export function followProgress(root = document) {
  for (const box of root.querySelectorAll("[data-progress]")) {
    const now = { done: Number(box.dataset.done), total: Number(box.dataset.total), failed: Number(box.dataset.failed) };
    const last = spoken.get(box.dataset.progress) ?? { done: 0, failed: 0 };
    const passed = sharesPassed({ before: last.done, after: now.done, total: now.total });
    if (passed.length || (now.failed && !last.failed)) say(box.querySelector("h2").textContent.trim());
    spoken.set(box.dataset.progress, now);
  }
}

if (typeof document !== "undefined") document.addEventListener("htmx:afterSettle", () => followProgress());

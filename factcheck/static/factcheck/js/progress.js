// Long work, spoken a few times only: at these shares of its total and at its first failure.
// The polled box itself is not live; a screen reader would read it out every second.
import { say } from "./say.js";

export const SPOKEN_SHARES = [0.25, 0.5, 0.75, 1];

export function isWorthSaying({ before, now }) {
  const passed = SPOKEN_SHARES.some((share) => before.done < share * now.total && now.done >= share * now.total);
  return passed || (now.failed > 0 && before.failed === 0);
}

const seen = new Map();

export function follow(root = document) {
  for (const box of root.querySelectorAll("[data-progress]")) {
    const { progress: id, done, total, failed } = box.dataset;
    const now = { done: Number(done), total: Number(total), failed: Number(failed) };
    const before = seen.get(id) ?? { done: 0, failed: 0 };
    seen.set(id, now);
    if (isWorthSaying({ before, now })) say(box.querySelector("h2").textContent.trim());
    document.title = `(${now.done}/${now.total || "?"}) ${document.title.replace(/^\(\d+\/[\d?]+\) /, "")}`;
  }
}

document.addEventListener("htmx:afterSettle", () => follow());

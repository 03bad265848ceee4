// The newsroom's pages: what the frame's scripts don't do. Everything works without it.

// Characters left in a field, told where data-counter names its id.
function count(field) {
  const counter = document.querySelector(`[data-counter="${CSS.escape(field.id)}"]`);
  if (!counter) return;
  const left = Number(counter.dataset.limit) - [...field.value].length;
  counter.textContent = left >= 0 ? counter.dataset.left.replace("{n}", left) : counter.dataset.over.replace("{n}", -left);
}

const currentCard = () => document.querySelector('.cards .card[aria-current="true"]');

// The open card at the top of its list; the article beside it stays where it is.
function level() {
  const card = currentCard();
  const list = card?.closest(".cards");
  if (list && list.scrollHeight > list.clientHeight) {
    const head = list.querySelector(".cards-head")?.offsetHeight ?? 0;
    list.scrollTop += card.getBoundingClientRect().top - list.getBoundingClientRect().top - head - 8;
  }
}

// After a swap the open card stands level, and the focus never falls back to the page's start.
function settle() {
  level();
  const card = currentCard();
  const refused = document.getElementById("refused");
  if (refused) refused.focus();
  else if (document.activeElement === document.body) card?.querySelector("h2, h3")?.focus({ preventScroll: true });
}

const TO_JUDGE = '.card[aria-current="true"] .passage:has(.judge)';

// The passage a step away becomes the one that the keys judge; at either end it stays.
function stepPassage(step) {
  const passages = [...document.querySelectorAll(TO_JUDGE)].filter((one) => one.getClientRects().length > 0);
  const here = passages.findIndex((one) => one.getAttribute("aria-current") === "true");
  const next = passages[Math.min(Math.max(here + step, 0), passages.length - 1)];
  if (!next) return;
  for (const one of passages) {
    one.toggleAttribute("aria-current", false);
    delete one.dataset.scope;
  }
  next.setAttribute("aria-current", "true");
  next.dataset.scope = "passage question";
  next.querySelector("button, summary")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

let shown = location.search;

document.addEventListener("click", (event) => {
  const step = event.target.closest?.("[data-step-passage]");
  if (step) stepPassage(Number(step.dataset.stepPassage));
});

document.addEventListener("input", (event) => event.target.id && count(event.target));
document.addEventListener("htmx:afterSettle", (event) => {
  const swappedAll = event.detail.target === document.body;
  if (!swappedAll) return;
  if (shown !== location.search || document.getElementById("refused")) settle();
  else if (document.activeElement === document.body) settle();
  shown = location.search;
});
for (const field of document.querySelectorAll("textarea[id]")) count(field);
level();
